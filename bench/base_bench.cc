#include <benchmark/benchmark.h>

#include "base/json.h"
#include "base/sha256.h"

namespace detente::base {
namespace {

// A line of the size and shape of an indication.
const Json& line() {
  static const Json kLine(Json::Object{
      {"agreement", std::string(64, 'a')},
      {"article", 4},
      {"basis", "recomputable by all"},
      {"certainty", "beyond_error"},
      {"closed_ms", std::int64_t{1'480'550'460'000}},
      {"inputs", std::string(64, 'b')},
      {"observations",
       Json::Array{Json::Object{{"at_ms", std::int64_t{1'480'550'400'000}}, {"obs", std::string(64, 'c')}},
                   Json::Object{{"at_ms", std::int64_t{1'480'550'460'000}}, {"obs", std::string(64, 'd')}}}},
      {"opened_ms", std::int64_t{1'480'550'400'000}},
      {"party", "KOR"},
      {"subjects", Json::Array{"mmsi:440123456", "mmsi:445123456"}},
      {"v", 1},
  });
  return kLine;
}

void write_a_line(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(line().text());
}
BENCHMARK(write_a_line);

void read_a_line(benchmark::State& state) {
  const std::string text = line().text();
  for (auto _ : state) benchmark::DoNotOptimize(parse_json(text));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(read_a_line);

void hash_a_line(benchmark::State& state) {
  const std::string text = line().text();
  for (auto _ : state) benchmark::DoNotOptimize(sha256_hex(text));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(hash_a_line);

}  // namespace
}  // namespace detente::base
