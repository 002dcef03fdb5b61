#include "cli/indication_words.h"

#include <cstdio>
#include <cstdlib>
#include <variant>

#include "base/time_text.h"

namespace detente::cli {

namespace {

using facts::Status;

const agreements::Article* article_of(const facts::Indication& indication,
                                      const agreements::Agreement& agreement) {
  for (const agreements::Article& article : agreement.articles)
    if (article.number == indication.article) return &article;
  return nullptr;
}

// What was measured, in the clause's own terms.
std::string measure_words(const facts::Indication& indication, const agreements::Article& article,
                          const agreements::Agreement& agreement) {
  const base::Distance measured = indication.margin + indication.limit;
  const auto& state = article.norm.state;
  if (const auto* zone = std::get_if<agreements::InsideZone>(&state)) {
    const std::string& name = agreement.shapes[zone->zone].name;
    const base::Distance depth{std::abs(indication.margin.mm)};
    return distance_words(depth) + (indication.margin.mm < 0 ? " inside " : " from ") + name;
  }
  if (const auto* line = std::get_if<agreements::WithinOfLine>(&state))
    return distance_words(measured) + " from " + agreement.shapes[line->line].name + ", limit " +
           distance_words(line->distance);
  if (const auto* vessel = std::get_if<agreements::WithinOfVessel>(&state))
    return distance_words(measured) + " apart, limit " + distance_words(vessel->distance);
  return "closest approach " + distance_words(measured) + ", limit " + distance_words(indication.limit);
}

}  // namespace

std::string distance_words(base::Distance distance) {
  const double metres = static_cast<double>(distance.mm) / 1000.0;
  char text[48];
  if (metres < 2000.0 && metres > -2000.0)
    std::snprintf(text, sizeof text, "%.0f m", metres);
  else
    std::snprintf(text, sizeof text, "%.1f km", metres / 1000.0);
  return text;
}

std::string indication_words(const facts::Indication& indication, const agreements::Agreement& agreement) {
  std::string line = base::utc_clock(indication.opened) + "  ";
  line += facts::text_of(indication.status);
  if (indication.status != Status::met) {
    line += " (";
    line += facts::text_of(indication.certainty);
    line += ")";
  } else {
    line += " on more data";
  }
  line += "  " + indication.party;
  for (const std::string& subject : indication.subjects) line += " " + subject;
  line += "  article " + indication.article + " " + indication.clause;
  if (const agreements::Article* article = article_of(indication, agreement))
    line += ": " + measure_words(indication, *article, agreement);
  if (indication.closed) line += ", until " + base::utc_clock(*indication.closed);
  if (!indication.assumed.empty()) {
    line += "  [assumed:";
    for (const std::string& what : indication.assumed)
      line += (what == indication.assumed.front() ? " " : ", ") + what;
    line += "]";
  }
  line += indication.state == facts::Indication::State::final ? "  [final]" : "  [provisional]";
  return line;
}

}  // namespace detente::cli
