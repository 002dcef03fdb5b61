#include "drill/perform.h"

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "drill/transmitter.h"
#include "drill/truth.h"
#include "drill/voyage.h"

namespace detente::drill {

namespace {

using base::Instant;
using base::Json;
using base::Outcome;

constexpr base::Duration kSecond{base::kMsPerSecond};

// What happens next: at one moment the script comes first, then vessels in the order of the text.
struct Due {
  Instant at;
  std::size_t vessel;
  friend bool operator>(const Due& a, const Due& b) {
    return a.at != b.at ? a.at > b.at : a.vessel > b.vessel;
  }
};

struct Craft {
  Voyage voyage;
  Transmitter transmitter;
  std::uint64_t key;
  Instant silent_until{INT64_MIN};  // exclusive
};

std::string_view verb_of(Incident::Kind kind) {
  switch (kind) {
    case Incident::Kind::departs:
      return "departs";
    case Incident::Kind::turns:
      return "turns";
    case Incident::Kind::drifts:
      return "drifts";
    case Incident::Kind::stops:
      return "stops";
    case Incident::Kind::resumes:
      return "resumes";
    case Incident::Kind::stops_transmitting:
      return "stops transmitting";
    case Incident::Kind::duplicate_appears:
      return "duplicate appears";
  }
  return "";
}

class Performance {
 public:
  Performance(const Scenario& scenario, std::uint64_t seed, const Sinks& sinks)
      : scenario_(scenario), sinks_(sinks), reception_(scenario, seed), truth_(scenario) {
    for (const Vessel& vessel : scenario.vessels) {
      craft_.push_back({Voyage(vessel, seed), Transmitter(scenario, vessel, seed), key_of(vessel)});
      schedule(craft_.size() - 1);
    }
    next_look_ = scenario.measures.empty() ? Instant{INT64_MAX} : scenario.span.from;
  }

  Outcome play() {
    if (Outcome written = write_roster(); !written) return written;
    if (Outcome written = write_facts(); !written) return written;
    while (true) {
      // The script, then transmissions, then the look at what is true: each at the earliest moment of any.
      const Instant scripted = next_incident_ < scenario_.incidents.size()
                                   ? scenario_.incidents[next_incident_].at
                                   : Instant{INT64_MAX};
      const Instant sent = due_.empty() ? Instant{INT64_MAX} : due_.front().at;
      const Instant now = std::min({scripted, sent, next_look_});
      if (now > scenario_.span.to) break;
      if (Outcome written = reception_.deliver(now, sinks_.feed); !written) return written;
      Outcome done = scripted == now ? follow_script() : sent == now ? transmit() : look();
      if (!done) return done;
    }
    if (Outcome written = truth_.finish(sinks_.truth); !written) return written;
    if (Outcome written = reception_.deliver({INT64_MAX}, sinks_.feed); !written) return written;
    return write_counts();
  }

 private:
  void schedule(std::size_t vessel) {
    due_.push_back({craft_[vessel].transmitter.next(), vessel});
    std::push_heap(due_.begin(), due_.end(), std::greater<>());
  }

  Outcome follow_script() {
    const Incident& incident = scenario_.incidents[next_incident_++];
    Craft& craft = craft_[incident.vessel];
    craft.voyage.advance_to(incident.at);
    if (incident.kind == Incident::Kind::stops_transmitting) {
      craft.silent_until = std::max(craft.silent_until, *incident.until);
    } else if (incident.kind != Incident::Kind::duplicate_appears) {
      craft.voyage.follow(incident);
      craft.transmitter.hurry(craft.voyage);
      schedule(incident.vessel);
    }
    Json::Object line = truth_about(scenario_, "incident", {incident.vessel});
    line["what"] = verb_of(incident.kind);
    line["at_ms"] = incident.at.ms;
    if (incident.until) line["until_ms"] = incident.until->ms;
    return sinks_.truth(truth_text(std::move(line)));
  }

  Outcome transmit() {
    const Due due = due_.front();
    std::pop_heap(due_.begin(), due_.end(), std::greater<>());
    due_.pop_back();
    Craft& craft = craft_[due.vessel];
    if (craft.transmitter.next() != due.at) return {};  // hurried since: a later entry stands for it
    if (!scenario_.vessels[due.vessel].present.holds(due.at)) return {};
    craft.voyage.advance_to(due.at);
    const Transmitter::Sent sent = craft.transmitter.send(craft.voyage);
    schedule(due.vessel);
    if (due.at < craft.silent_until) return {};
    ++(sent.is_position ? position_reports_ : static_reports_);
    reception_.hear(craft.key, due.at, craft.voyage.motion().position, sent);
    if (!sent.outlier) return {};
    ++outliers_;
    Json::Object line = truth_about(scenario_, "outlier", {due.vessel});
    line["at_ms"] = due.at.ms;
    line["offset_mm"] = sent.outlier->mm;
    return sinks_.truth(truth_text(std::move(line)));
  }

  Outcome look() {
    afloat_.clear();
    for (std::size_t i = 0; i < craft_.size(); ++i) {
      if (!scenario_.vessels[i].present.holds(next_look_)) continue;
      craft_[i].voyage.advance_to(next_look_);
      afloat_.push_back({i, craft_[i].voyage.motion()});
    }
    const Instant at = next_look_;
    next_look_ = next_look_ + kSecond;
    return truth_.look(at, afloat_, sinks_.truth);
  }

  Outcome write_roster() {
    std::vector<const Vessel*> listed;
    for (const Vessel& vessel : scenario_.vessels)
      if (vessel.listed) listed.push_back(&vessel);
    std::sort(listed.begin(), listed.end(),
              [](const Vessel* a, const Vessel* b) { return a->mmsi < b->mmsi; });
    Outcome written = sinks_.roster("identity,party,class,name,licence,from,to,source\n");
    for (std::size_t i = 0; i < listed.size() && written; ++i)
      written = sinks_.roster("mmsi:" + std::to_string(listed[i]->mmsi) + "," + listed[i]->party + "," +
                              std::string(base::name_of(listed[i]->vessel_class)) + "," + listed[i]->name +
                              ",,,,rehearsal\n");
    return written;
  }

  Outcome write_facts() {
    Outcome written;
    for (std::size_t i = 0; i < scenario_.notices.size() && written; ++i)
      written = sinks_.facts(facts::notice_text(scenario_.notices[i]) + "\n");
    return written;
  }

  Outcome write_counts() {
    for (std::size_t i = 0; i < scenario_.stations.size(); ++i) {
      const StationCounts& counts = reception_.counts()[i];
      Outcome written = sinks_.truth(truth_text({{"v", 1},
                                                 {"truth", "faults"},
                                                 {"station", scenario_.stations[i].name},
                                                 {"heard", counts.heard},
                                                 {"out_of_range", counts.out_of_range},
                                                 {"in_hole", counts.in_hole},
                                                 {"lost", counts.lost},
                                                 {"late", counts.late},
                                                 {"repeated", counts.repeated},
                                                 {"damaged", counts.damaged},
                                                 {"overflow", counts.overflow}}));
      if (!written) return written;
    }
    return sinks_.truth(truth_text({{"v", 1},
                                    {"truth", "totals"},
                                    {"vessels", static_cast<std::int64_t>(scenario_.vessels.size())},
                                    {"position_reports", position_reports_},
                                    {"static_reports", static_reports_},
                                    {"outliers", outliers_},
                                    {"sentences", reception_.sentences()}}));
  }

  const Scenario& scenario_;
  const Sinks& sinks_;
  Reception reception_;
  Truth truth_;
  std::deque<Craft> craft_;
  std::vector<Due> due_;  // a heap
  std::size_t next_incident_ = 0;
  Instant next_look_;
  std::vector<Afloat> afloat_;
  std::int64_t position_reports_ = 0;
  std::int64_t static_reports_ = 0;
  std::int64_t outliers_ = 0;
};

}  // namespace

base::Outcome perform(const Scenario& scenario, std::uint64_t seed, const Sinks& sinks) {
  return Performance(scenario, seed, sinks).play();
}

}  // namespace detente::drill
