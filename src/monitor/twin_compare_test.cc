#include <algorithm>
#include <set>
#include <tuple>

#include "geo/runs.h"
#include "monitor/engine.h"
#include "monitor/twin_scenario_for_tests.h"

namespace detente::monitor::twin {
namespace {

constexpr std::int64_t kFlutterMs = 20;

auto key_of(const facts::Indication& line) {
  return std::tie(line.article, line.party, line.subjects, line.opened);
}

std::string text_of(const facts::Indication& line) {
  return facts::line_of(line).text;
}

std::int64_t number(const facts::Indication& line, const char* name) {
  const auto found = line.basis.find(name);
  const std::int64_t* value = found == line.basis.end() ? nullptr : found->second.as_integer();
  return value == nullptr ? -1 : *value;
}

std::vector<facts::Cited> sorted(std::vector<facts::Cited> cites) {
  std::sort(cites.begin(), cites.end(), [](const facts::Cited& a, const facts::Cited& b) {
    return std::tie(a.at, a.observation) < std::tie(b.at, b.observation);
  });
  cites.erase(std::unique(cites.begin(), cites.end()), cites.end());
  return cites;
}

// What the twin says, with the lowest margin where the engine found it: runs.h promises it to within
// kRunTolerance, and that it was looked at.
facts::Indication expected(const Explained& twin, const facts::Indication& engine) {
  facts::Indication line = twin.line;
  if (twin.end_undecided) {
    line.basis["ended"] = engine.basis.at("ended");
    const std::int64_t last = number(line, "last_ms");
    if (!engine.closed || engine.closed->ms == last) line.closed = engine.closed;
  }
  std::int64_t lowest_ms = number(line, "lowest_ms");
  const std::int64_t theirs = number(engine, "lowest_ms");
  const std::int64_t offset = theirs - twin.first.ms;
  if (offset >= 0 && offset < static_cast<std::int64_t>(twin.moments.size())) {
    const auto& there = twin.moments[static_cast<std::size_t>(offset)];
    if (there.margin <= line.margin.mm + geo::kRunTolerance.mm) {
      line.margin = {there.margin};
      line.basis["lowest_ms"] = theirs;
      line.basis["error_mm"] = there.error;
      lowest_ms = theirs;
    }
  }
  std::vector<facts::Cited> cites = twin.opening_cites;
  if (line.basis.at("ended") == base::Json("left"))
    cites.insert(cites.end(), twin.end_cites.begin(), twin.end_cites.end());
  const auto& piece = twin.moments[static_cast<std::size_t>(lowest_ms - twin.first.ms)].piece;
  cites.insert(cites.end(), twin.piece_cites[piece].begin(), twin.piece_cites[piece].end());
  line.observations = sorted(cites);
  return line;
}

std::int64_t closed_or_last(const facts::Indication& line) {
  return line.closed ? line.closed->ms : number(line, "last_ms");
}

// Whether the engine's line lies between those of the twin with thresholds moved either way. The first is
// the exact one; near a threshold it may flutter.
bool within_tolerance(const facts::Indication& engine, const std::vector<const facts::Indication*>& lines) {
  const facts::Indication& exact = *lines.front();
  if (engine.article != exact.article || engine.party != exact.party || engine.subjects != exact.subjects)
    return false;
  for (const char* member : {"attribution", "identity"})
    if (engine.basis.at(member) != exact.basis.at(member)) return false;
  const auto one_of = [&](const auto& of) {
    return std::any_of(lines.begin(), lines.end(), [&](const auto* line) { return of(engine) == of(*line); });
  };
  const auto between = [&](const auto& of) {
    std::int64_t least = of(exact) - kFlutterMs;
    std::int64_t most = of(exact) + kFlutterMs;
    for (const auto* line : lines) {
      least = std::min(least, of(*line));
      most = std::max(most, of(*line));
    }
    return least <= of(engine) && of(engine) <= most;
  };
  return one_of([](const auto& line) { return std::pair(line.status, line.certainty); }) &&
         one_of([](const auto& line) { return line.basis.at("ended"); }) &&
         between([](const auto& line) { return line.opened.ms; }) &&
         between([](const auto& line) { return line.known.ms; }) &&
         between([](const auto& line) { return closed_or_last(line); }) &&
         between([](const auto& line) { return number(line, "held_ms"); }) &&
         between([](const auto& line) { return number(line, "last_ms"); }) &&
         engine.margin.mm >= exact.margin.mm && engine.margin.mm <= exact.margin.mm + geo::kRunTolerance.mm;
}

std::vector<Explained> sorted_twin(const Scenario& scenario, std::int64_t shift) {
  auto twin = indications_of(*scenario.rules, scenario.events, {shift});
  std::sort(twin.begin(), twin.end(),
            [](const Explained& a, const Explained& b) { return key_of(a.line) < key_of(b.line); });
  return twin;
}

bool same_bindings(const std::vector<Explained>& a, const std::vector<Explained>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Explained& x, const Explained& y) {
    return x.line.article == y.line.article && x.line.party == y.line.party &&
           x.line.subjects == y.line.subjects;
  });
}

std::string text_of(const facts::Event& event) {
  const std::string at = std::to_string(facts::at(event).ms) + " " + std::string(facts::source(event)) + " ";
  if (const auto* said = std::get_if<facts::Said>(&event)) return at + said->payload;
  const auto& sighting = std::get<facts::Sighting>(event);
  std::string text = at + std::to_string(sighting.mmsi);
  if (sighting.fix) {
    const facts::Fix& fix = *sighting.fix;
    text += " fix " + std::to_string(fix.position.lat_e7) + " " + std::to_string(fix.position.lon_e7);
    text += fix.accurate ? " accurate" : "";
    text += fix.speed ? " speed " + std::to_string(fix.speed->mmph) : " no speed";
    text += fix.course ? " course " + std::to_string(fix.course->mdeg) : " no course";
  }
  if (sighting.particulars) {
    text += " particulars";
    if (sighting.particulars->ship_type) text += " type " + std::to_string(*sighting.particulars->ship_type);
    if (sighting.particulars->imo) text += " imo";
    if (sighting.particulars->call_sign) text += " call";
  }
  return text;
}

std::string text_of(const agreements::VesselFilter& filter) {
  std::string text;
  for (const auto vessel_class : filter.classes) text += " " + std::string(base::name_of(vessel_class));
  if (filter.speed_at_least) text += " at least " + std::to_string(filter.speed_at_least->mmph);
  if (filter.speed_less_than) text += " less than " + std::to_string(filter.speed_less_than->mmph);
  return text;
}

std::string text_of(const agreements::Article& article) {
  const agreements::Prohibition& norm = article.norm;
  std::string text = "article " + article.number + " binds";
  for (const std::string& code : norm.bound) text += " " + code;
  text += " vessel" + text_of(norm.vessel);
  const auto other = [](const agreements::OtherVessel& w) {
    return " of" + text_of(w.filter) + (w.of_another_party ? " of another party" : "");
  };
  if (std::holds_alternative<agreements::InsideZone>(norm.state)) text += " inside";
  if (const auto* near = std::get_if<agreements::WithinOfLine>(&norm.state))
    text += " within " + std::to_string(near->distance.mm) + " of line";
  if (const auto* near = std::get_if<agreements::WithinOfVessel>(&norm.state))
    text += " within " + std::to_string(near->distance.mm) + other(near->other);
  if (const auto* near = std::get_if<agreements::ClosestApproach>(&norm.state))
    text += " approach below " + std::to_string(near->below.mm) + " within " +
            std::to_string(near->within.ms) + other(near->other);
  if (norm.for_at_least) text += " for at least " + std::to_string(norm.for_at_least->ms);
  if (norm.exception)
    text += " except notified " + std::to_string(norm.exception->at_least.ms) + " to " +
            std::to_string(norm.exception->at_most.ms);
  if (norm.caution) {
    text += " caution " + std::to_string(norm.caution->distance.mm);
    if (norm.caution->within) text += " within " + std::to_string(norm.caution->within->ms);
  }
  return text;
}

}  // namespace

std::string text_of(const Scenario& scenario) {
  const agreements::Verification& means = scenario.rules->verification;
  std::string text =
      "means: position " + std::to_string(means.error_accurate.mm) + " " +
      std::to_string(means.error_otherwise.mm) + ", time " + std::to_string(means.time_error.ms) +
      ", interpolate " + std::to_string(means.interpolate_at_most.ms) + ", extrapolate " +
      std::to_string(means.extrapolate_at_most.ms) + ", hysteresis " + std::to_string(means.hysteresis.mm) +
      ", fastest " + std::to_string(means.fastest.mmph) + "\n";
  for (const agreements::Article& article : scenario.rules->agreement.articles)
    text += text_of(article) + "\n";
  for (const facts::Event& event : scenario.events) text += text_of(event) + "\n";
  return text;
}

std::vector<facts::Indication> engine_says(const Scenario& scenario, std::uint32_t shares) {
  std::vector<facts::Indication> all;
  for (std::uint32_t share = 0; share < shares; ++share) {
    Share mine;
    mine.index = share;
    mine.of = shares;
    Engine engine(scenario.rules, mine);
    for (const facts::Event& event : scenario.events) engine.eat(event);
    engine.finish();
    for (facts::Indication& line : engine.take_settled()) all.push_back(std::move(line));
  }
  std::sort(all.begin(), all.end(), [](const facts::Indication& a, const facts::Indication& b) {
    return std::pair(key_of(a), text_of(a)) < std::pair(key_of(b), text_of(b));
  });
  return all;
}

Comparison compare(const Scenario& scenario, const std::vector<facts::Indication>& said) {
  const std::vector<Explained> twin = sorted_twin(scenario, 0);
  Comparison result;
  result.indications = twin.size();
  bool exact = twin.size() == said.size();
  std::string difference;
  for (std::size_t i = 0; i < std::max(twin.size(), said.size()); ++i) {
    const std::string theirs = i < said.size() ? text_of(said[i]) : "nothing";
    const std::string ours = i >= twin.size()  ? "nothing"
                             : i < said.size() ? text_of(expected(twin[i], said[i]))
                                               : text_of(twin[i].line);
    if (theirs == ours) continue;
    exact = false;
    difference += "engine: " + theirs + "\n  twin: " + ours + "\n";
  }
  if (exact) return result;
  result.difference = difference;

  std::vector<std::vector<Explained>> shifted;
  for (const std::int64_t share : {-100, -50, -20, 20, 50, 100})
    shifted.push_back(sorted_twin(scenario, geo::kRunTolerance.mm * share / 100));
  // A margin that passes a threshold does so in steps of its rounding, so that a situation may end and begin
  // again within milliseconds; the engine need not see that.
  for (std::size_t i = 1; i < twin.size(); ++i) {
    const facts::Indication& a = twin[i - 1].line;
    const facts::Indication& b = twin[i].line;
    const std::int64_t pause = twin[i].first.ms - number(a, "last_ms");
    if (a.article == b.article && a.party == b.party && a.subjects == b.subjects && pause <= kFlutterMs) {
      result.agreed = Agreed::too_close;
      return result;
    }
  }
  for (const auto& other : shifted)
    if (!same_bindings(twin, other)) {
      result.agreed = Agreed::too_close;
      return result;
    }
  // So may a run that decides the status.
  if (std::any_of(twin.begin(), twin.end(),
                  [](const Explained& one) { return number(one.line, "held_ms") <= kFlutterMs; }))
    result.agreed = Agreed::too_close;
  bool tolerable = twin.size() == said.size();
  for (std::size_t i = 0; tolerable && i < twin.size(); ++i) {
    std::vector<const facts::Indication*> lines = {&twin[i].line};
    for (const auto& other : shifted) lines.push_back(&other[i].line);
    const auto exactly = expected(twin[i], said[i]);
    tolerable = text_of(said[i]) == text_of(exactly) || within_tolerance(said[i], lines);
  }
  if (tolerable || result.agreed != Agreed::too_close)
    result.agreed = tolerable ? Agreed::within_tolerance : Agreed::no;
  return result;
}

}  // namespace detente::monitor::twin
