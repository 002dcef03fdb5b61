// From sighting to indication: the whole pipeline on a rehearsal, without reading and printing.

#include <benchmark/benchmark.h>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "agreements/reading.h"
#include "base/check.h"
#include "drill/perform.h"
#include "feeds/nmea_reader.h"
#include "watch/watch.h"

namespace {

using namespace detente;

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

class Beside : public agreements::Files {
 public:
  explicit Beside(std::string folder) : folder_(std::move(folder)) {}
  base::Result<std::string> read(const std::string& path) const override { return text_of(folder_ + path); }

 private:
  std::string folder_;
};

// The morning in the West Sea: its sightings in order of arrival, and the rules.
struct Morning {
  std::vector<facts::Event> events;
  std::shared_ptr<const monitor::Rules> rules;
};

const Morning& morning() {
  static const Morning made = [] {
    Morning morning;
    const std::string source = DETENTE_SOURCE_DIR;
    const auto scenario = drill::read_scenario("west-sea.drill", text_of(source + "/drills/west-sea.drill"));
    CHECK(scenario.ok());
    feeds::NmeaReader reader([&](const feeds::Reading& reading) {
      auto sighting = feeds::sighting_of(reading);
      if (sighting && reading.at) morning.events.emplace_back(std::move(*sighting));
    });
    std::string roster;
    const auto ignore = [](std::string_view) -> base::Outcome { return {}; };
    const auto performed = drill::perform(*scenario, 20261121,
                                          {.feed = [&](std::string_view line) -> base::Outcome {
                                             reader.read(line);
                                             return {};
                                           },
                                           .facts = ignore,
                                           .roster = [&](std::string_view line) -> base::Outcome {
                                             roster += line;
                                             return {};
                                           },
                                           .truth = ignore});
    CHECK(performed.ok());
    reader.finish();
    const std::string folder = source + "/agreements/examples/";
    auto reading = agreements::read_agreement("west-sea.agreement", text_of(folder + "west-sea.agreement"),
                                              Beside(folder));
    CHECK(reading.agreement.has_value());
    auto who = facts::Roster::read(roster);
    CHECK(who.ok());
    morning.rules = monitor::Rules::make(std::move(*reading.agreement), reading.verification, std::move(*who),
                                         false, false);
    return morning;
  }();
  return made;
}

void sighting_to_indication(benchmark::State& state) {
  std::size_t lines = 0;
  for (auto _ : state) {
    lines = 0;
    watch::Watch watch(
        {morning().rules}, {.threads = static_cast<unsigned>(state.range(0))}, [](const std::string&) {},
        [&](const facts::IndicationLine&, const facts::Indication&) { ++lines; });
    std::size_t waiting = 0;
    for (const facts::Event& event : morning().events) {
      watch.offer(0, event);
      if (++waiting % 4'096 == 0) watch.pump();
    }
    watch.end(0);
    watch.finish();
    CHECK(lines > 0);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(morning().events.size()));
  state.counters["indications"] = static_cast<double>(lines);
}
BENCHMARK(sighting_to_indication)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

// Following the picture alone: what every further thread repeats.
void sighting_to_picture(benchmark::State& state) {
  for (auto _ : state) {
    tracks::Picture picture(morning().rules->plausibility());
    for (const facts::Event& event : morning().events)
      benchmark::DoNotOptimize(picture.eat(std::get<facts::Sighting>(event)));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(morning().events.size()));
}
BENCHMARK(sighting_to_picture)->Unit(benchmark::kMillisecond);

}  // namespace
