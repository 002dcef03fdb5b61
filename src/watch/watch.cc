#include "watch/watch.h"

#include <algorithm>

#include "base/check.h"
#include "watch/engine_version.h"
#include "watch/order.h"

namespace detente::watch {

namespace {

using base::Json;

std::string record_of(const facts::Event& event) {
  std::string record(facts::source(event));
  record += '\n';
  record += std::to_string(facts::at(event).ms);
  record += '\n';
  record += facts::payload(event);
  record += '\n';
  return record;
}

}  // namespace

base::Duration lateness_of(const std::vector<std::shared_ptr<const monitor::Rules>>& rules) {
  base::Duration longest{0};
  for (const auto& one : rules) longest = std::max(longest, one->verification.lateness);
  return longest;
}

Watch::Watch(std::vector<std::shared_ptr<const monitor::Rules>> rules, const Options& options,
             PrintRun print_run, Print print)
    : rules_(std::move(rules)),
      options_(options),
      print_run_(std::move(print_run)),
      print_(std::move(print)),
      sequencer_(options.sources, lateness_of(rules_)),
      crew_(rules_, options.threads) {
  if (options_.provisional || !options_.finite) provisional_.emplace(rules_);
  // What is said before the end of the data cannot name the hash of the data.
  if (provisional_) say_run(Json());
}

void Watch::offer(std::size_t source, facts::Event event) {
  sequencer_.offer(source, std::move(event));
}

void Watch::end(std::size_t source) {
  sequencer_.end(source);
}

void Watch::idle(std::size_t source) {
  sequencer_.idle(source);
}

void Watch::judge(std::vector<facts::Event> events) {
  if (events.empty()) return;
  for (const facts::Event& event : events) eaten_.add(record_of(event));
  eaten_count_ += events.size();
  if (provisional_) provisional_->settle(events);
  crew_.judge(std::make_shared<const std::vector<facts::Event>>(std::move(events)));
}

void Watch::pump() {
  judge(sequencer_.take_ready());
  if (!options_.finite) say(crew_.collect());
}

void Watch::look_ahead() {
  if (!provisional_ || sequencer_.counts().accepted == looked_at_) return;  // no news
  looked_at_ = sequencer_.counts().accepted;
  say_provisional(sequencer_.waiting());
}

void Watch::say_provisional(const std::vector<facts::Event>& waiting) {
  for (const facts::Indication& indication : provisional_->look(waiting, inputs_))
    print_(facts::line_of(indication), indication);
}

void Watch::finish() {
  judge(sequencer_.take_ready());
  CHECK(sequencer_.pending() == 0);
  crew_.finish();
  // What was said provisionally and is not to be said finally ends here.
  if (provisional_) say_provisional({});
  if (options_.finite)
    say_run(Json::Object{{"count", static_cast<std::int64_t>(eaten_count_)},
                         {"sha256", base::hex(eaten_.finish())}});
  say(crew_.collect());
}

void Watch::say_run(const Json& sources) {
  Json::Array agreements;
  for (const auto& one : rules_)
    agreements.emplace_back(Json::Object{
        {"as_if_in_force", one->as_if_in_force},
        {"reading", one->agreement.reading_sha256},
        {"roster", one->roster.sha256().empty() ? Json() : Json(one->roster.sha256())},
        {"verification", one->verification.sha256},
        {"verification_built_in", one->verification.built_in},
        {"words", one->agreement.words_sha256},
    });
  const std::string line = Json(Json::Object{{"agreements", std::move(agreements)},
                                             {"engine", std::string(kEngineVersion)},
                                             {"events", sources},
                                             {"type", "run"},
                                             {"v", 1}})
                               .text();
  inputs_ = base::sha256_hex(line);
  print_run_(line);
}

void Watch::say(std::vector<facts::Indication> indications) {
  for (facts::Indication& indication : indications) indication.inputs = inputs_;
  sort_canonically(indications);
  for (const facts::Indication& indication : indications) print_(facts::line_of(indication), indication);
}

}  // namespace detente::watch
