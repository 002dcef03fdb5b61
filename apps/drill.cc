#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "base/time_text.h"
#include "commands.h"
#include "drill/perform.h"
#include "drill/scenario.h"

namespace detente::apps {

namespace {

namespace fs = std::filesystem;
using base::Error;
using base::Outcome;
using base::Result;

Error system_error(const std::string& what) {
  return {Error::Kind::io, what + ": " + std::strerror(errno)};
}

// Lines to a file, or to standard output. What was not written is an error, at the latest in close().
class Lines {
 public:
  static Result<std::unique_ptr<Lines>> open(const std::string& path) {
    auto lines = std::make_unique<Lines>();
    lines->path_ = path == "-" ? "standard output" : path;
    lines->file_ = path == "-" ? stdout : std::fopen(path.c_str(), "wb");
    if (lines->file_ == nullptr) return system_error("cannot write " + path);
    return lines;
  }
  Lines() = default;
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;
  ~Lines() {
    if (file_ != nullptr && file_ != stdout) std::fclose(file_);
  }
  Outcome add(std::string_view line) {
    if (std::fwrite(line.data(), 1, line.size(), file_) != line.size())
      return system_error("cannot write " + path_);
    return {};
  }
  Outcome close() {
    const bool written = file_ == stdout ? std::fflush(file_) == 0 : std::fclose(file_) == 0;
    file_ = nullptr;
    if (!written) return system_error("cannot write " + path_);
    return {};
  }

 private:
  std::string path_;
  std::FILE* file_ = nullptr;
};

Result<std::string> read_file(const std::string& path) {
  errno = 0;
  std::error_code problem;
  if (fs::is_directory(path, problem))
    return Error{Error::Kind::io, "cannot read " + path + ": it is a directory; wanted a *.drill file"};
  std::ifstream in(path, std::ios::binary);
  if (!in) return system_error("cannot read " + path);
  std::string text(drill::kScenarioBytesMax + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad()) return system_error("cannot read " + path);
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

int failed(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message.c_str());
  return 1;
}

// The four files and README.txt of one rehearsal.
Outcome perform_into(const std::string& directory, const drill::Scenario& scenario, std::uint64_t seed,
                     const std::string& readme) {
  std::error_code problem;
  fs::create_directories(directory, problem);
  if (problem) return Error{Error::Kind::io, "cannot make " + directory + ": " + problem.message()};
  static constexpr const char* kNames[] = {"feed.nmea", "facts.jsonl", "roster.csv", "truth.jsonl",
                                           "README.txt"};
  std::vector<std::unique_ptr<Lines>> files;
  for (const char* name : kNames) {
    Result<std::unique_ptr<Lines>> file = Lines::open((fs::path(directory) / name).string());
    if (!file) return file.error();
    files.push_back(std::move(file).value());
  }
  const auto into = [&files](std::size_t i) {
    return [lines = files[i].get()](std::string_view line) { return lines->add(line); };
  };
  if (Outcome written = files[4]->add(readme); !written) return written;
  Outcome performed = drill::perform(
      scenario, seed, {.feed = into(0), .facts = into(1), .roster = into(2), .truth = into(3)});
  if (!performed) return performed;
  for (const std::unique_ptr<Lines>& file : files)
    if (Outcome written = file->close(); !written) return written;
  return {};
}

Outcome perform_to_output(const drill::Scenario& scenario, std::uint64_t seed) {
  Result<std::unique_ptr<Lines>> out = Lines::open("-");
  if (!out) return out.error();
  Lines& lines = **out;
  const auto nowhere = [](std::string_view) { return Outcome(); };
  Outcome performed = drill::perform(scenario, seed,
                                     {.feed = [&lines](std::string_view line) { return lines.add(line); },
                                      .facts = nowhere,
                                      .roster = nowhere,
                                      .truth = nowhere});
  return performed ? lines.close() : performed;
}

int run(const std::string& path, const std::string& directory, bool feed,
        std::optional<std::uint64_t> asked) {
  const Result<std::string> text = read_file(path);
  if (!text) return failed(text.error());
  const Result<drill::Scenario> scenario = drill::read_scenario(path, *text);
  if (!scenario) return failed(scenario.error());
  const std::uint64_t seed = asked.value_or(scenario->seed);
  std::ostringstream about;
  about << "REHEARSAL: \"" << scenario->title << "\", version " << scenario->version << ", seed " << seed
        << "\nVessels, positions, notices and incidents are invented. Nothing here happened.\n"
        << "Text: SHA-256 " << base::sha256_hex(*text) << "\nFrom " << base::utc_text(scenario->span.from)
        << " to " << base::utc_text(scenario->span.to) << "; " << scenario->vessels.size()
        << " senders. Formats: spec/rehearsal.md.\n";
  std::fprintf(stderr, "%s", about.str().c_str());
  const Outcome done =
      feed ? perform_to_output(*scenario, seed) : perform_into(directory, *scenario, seed, about.str());
  return done ? 0 : failed(done.error());
}

int list(const std::string& directory) {
  std::error_code problem;
  std::vector<std::string> paths;
  for (fs::directory_iterator entry(directory, problem), end; !problem && entry != end;
       entry.increment(problem))
    if (entry->path().extension() == ".drill") paths.push_back(entry->path().string());
  if (problem) return failed({Error::Kind::io, "cannot list " + directory + ": " + problem.message()});
  std::sort(paths.begin(), paths.end());
  int exit_code = 0;
  for (const std::string& path : paths) {
    const Result<std::string> text = read_file(path);
    const Result<drill::Scenario> scenario =
        text ? drill::read_scenario(path, *text) : Result<drill::Scenario>(text.error());
    if (!scenario) {
      exit_code = failed(scenario.error());
      continue;
    }
    std::printf("%-36s %s  %5lld min  %5zu senders  %s\n", path.c_str(),
                base::utc_text(scenario->span.from).c_str(),
                static_cast<long long>(scenario->span.length().ms / base::kMsPerMinute),
                scenario->vessels.size(), scenario->title.c_str());
  }
  if (paths.empty()) std::fprintf(stderr, "no *.drill file in %s\n", directory.c_str());
  return exit_code;
}

}  // namespace

int drill(int argc, const char* const* argv) {
  CLI::App app{"Rehearsals: an invented sea, its feed and the truth about it (spec/rehearsal.md)",
               "detente drill"};
  app.require_subcommand(1);

  CLI::App* run_command = app.add_subcommand("run", "Play a scenario");
  std::string file, directory, feed;
  std::uint64_t seed = 0;
  run_command->add_option("FILE", file, "The scenario, *.drill")->required();
  CLI::Option* out = run_command->add_option(
      "--out", directory, "Write feed.nmea, facts.jsonl, roster.csv, truth.jsonl and README.txt there");
  CLI::Option* to_output =
      run_command->add_option("--feed", feed, "- writes the feed alone to standard output")
          ->check(CLI::IsMember({"-"}))
          ->excludes(out);
  CLI::Option* chosen = run_command->add_option("--seed", seed, "Instead of the scenario's")
                            ->check(CLI::Range(std::uint64_t{0}, (std::uint64_t{1} << 53) - 1));

  CLI::App* list_command = app.add_subcommand("list", "The scenarios of a directory");
  std::string where = "drills";
  list_command->add_option("DIR", where, "Default: drills");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (list_command->parsed()) return list(where);
  if (out->count() == 0 && to_output->count() == 0) {
    std::fprintf(stderr, "detente drill run: say where to: --out DIR or --feed -\n");
    return 2;
  }
  return run(file, directory, to_output->count() > 0,
             chosen->count() > 0 ? std::optional(seed) : std::nullopt);
}

}  // namespace detente::apps
