// detente recompute: computes indications again from the same inputs and compares, line by line.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unistd.h>

#include "base/json.h"
#include "base/sha256.h"
#include "cli/output.h"
#include "commands.h"
#include "text_files.h"
#include "watching.h"

namespace detente::apps {

namespace {

using base::Json;

// What says that two lines speak of the same situation.
using Key = std::tuple<std::string, std::string, std::string, std::int64_t>;

struct Line {
  Json json;
  std::size_t number;  // in its file; 0 for ours
};

std::string text_member(const Json& json, const char* name) {
  const Json* member = json.member(name);
  return member == nullptr ? std::string() : member->text();
}

Key key_of(const Json& json) {
  const Json* opened = json.member("opened_ms");
  return {text_member(json, "agreement"), text_member(json, "article"),
          text_member(json, "party") + text_member(json, "subjects"),
          opened != nullptr && opened->as_integer() != nullptr ? *opened->as_integer() : 0};
}

// A line that was made live names no hash of its data, so that `inputs`, and with it the ids, cannot be
// compared.
bool compared(const std::string& member, bool whole) {
  return whole || (member != "id" && member != "inputs" && member != "thread");
}

// The members in which two lines differ, with both values.
std::string differences(const Json& theirs, const Json& ours, bool whole) {
  std::set<std::string> names;
  for (const Json* json : {&theirs, &ours})
    for (const auto& [name, value] : *json->as_object()) names.insert(name);
  std::string words;
  for (const std::string& name : names) {
    const Json* there = theirs.member(name);
    const Json* here = ours.member(name);
    if (!compared(name, whole) || (there != nullptr && here != nullptr && *there == *here)) continue;
    if (!words.empty()) words += "; ";
    words += name + ": " + (there == nullptr ? "absent" : there->text()) + " there, " +
             (here == nullptr ? "absent" : here->text()) + " here";
  }
  return words;
}

// Whether the line's id is the hash of the line (spec/indications.md 6).
bool id_holds(const Json& line) {
  Json::Object body = *line.as_object();
  const Json* id = line.member("id");
  const Json* thread = line.member("thread");
  if (id == nullptr || id->as_string() == nullptr) return false;
  if (thread != nullptr && *thread == *id) body.erase("thread");
  body.erase("id");
  return base::sha256_hex(Json(std::move(body)).text()) == *id->as_string();
}

struct Given {
  std::multimap<Key, Line> lines;
  std::string run;          // the last run line that names its events
  std::size_t skipped = 0;  // provisional lines
};

base::Result<Given> read_given(const std::string& path) {
  const auto text = read_text(path, kTableBytesMax);
  if (!text) return base::Error{text.error().kind, "cannot read " + path + ": " + text.error().message};
  Given given;
  std::size_t number = 0;
  for (std::size_t from = 0; from < text->size();) {
    const std::size_t end = std::min(text->find('\n', from), text->size());
    const std::string line = text->substr(from, end - from);
    from = end + 1;
    ++number;
    if (line.empty()) continue;
    auto json = base::parse_json(line);
    if (!json || json->as_object() == nullptr)
      return base::Error{base::Error::Kind::malformed,
                         path + ":" + std::to_string(number) + ": not an indication line: " +
                             (json ? "wanted an object" : json.error().message)};
    const std::string type = text_member(*json, "type");
    if (type == "\"run\"") {
      const Json* events = json->member("events");
      if (events != nullptr && !events->is_null()) given.run = line;
    } else if (type != "\"indication\"") {
      return base::Error{
          base::Error::Kind::malformed,
          path + ":" + std::to_string(number) + ": member 'type': wanted \"run\" or \"indication\""};
    } else if (text_member(*json, "state") == "\"provisional\"") {
      ++given.skipped;
    } else {
      Key key = key_of(*json);
      given.lines.emplace(std::move(key), Line{.json = std::move(*json), .number = number});
    }
  }
  return given;
}

}  // namespace

int recompute(int argc, const char* const* argv) {
  CLI::App app(
      "Computes indications again and compares them with the final lines of INDICATIONS: same, different "
      "(where), "
      "missing here or there.\nTakes the options of watch; sources must be files. Exits 0 when all lines are "
      "the same.",
      "detente recompute");
  WatchingOptions options;
  options.files_only = true;
  std::string indications;
  bool quiet = false;
  add_options(app, options);
  app.add_flag("--quiet", quiet, "print only the count");
  app.add_option("INDICATIONS", indications, "lines as `detente watch` printed them")->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  auto given = read_given(indications);
  if (!given) {
    std::fprintf(stderr, "detente recompute: %s\n", given.error().message.c_str());
    return 1;
  }
  std::vector<Json> ours;
  std::string run;
  const WatchingSinks sinks{
      .run = [&](const std::string& line) { run = line; },
      .indication =
          [&](const facts::IndicationLine& line, const facts::Indication&, const agreements::Agreement&) {
            auto json = base::parse_json(line.text);
            CHECK(json.ok());
            ours.push_back(std::move(*json));
          },
      .going = {},
      .flush = [] {},
  };
  if (const int code = run_watching("detente recompute", options, sinks); code != 0) return code;

  cli::Output output(STDOUT_FILENO);
  const bool whole = !given->run.empty();
  if (whole && given->run != run)
    output.line("different: the run line; " +
                differences(*base::parse_json(given->run), *base::parse_json(run), true));
  std::size_t same = 0, different = 0, missing_there = 0;
  for (const Json& mine : ours) {
    // Of several lines of one key the one that agrees, else the first.
    auto [begin, end] = given->lines.equal_range(key_of(mine));
    auto best = begin;
    while (best != end && !differences(best->second.json, mine, whole).empty()) ++best;
    if (best == end) best = begin;
    if (begin == end) {
      ++missing_there;
      if (!quiet) output.line("missing there: " + mine.text());
      continue;
    }
    std::string words = differences(best->second.json, mine, whole);
    if (!id_holds(best->second.json))
      words += std::string(words.empty() ? "" : "; ") + "id is not the hash of the line";
    if (words.empty()) {
      ++same;
    } else {
      ++different;
      if (!quiet) output.line("different: line " + std::to_string(best->second.number) + ": " + words);
    }
    given->lines.erase(best);
  }
  for (const auto& [key, line] : given->lines)
    if (!quiet) output.line("missing here: line " + std::to_string(line.number) + ": " + line.json.text());
  const std::size_t missing_here = given->lines.size();
  output.line(
      std::to_string(same) + " same, " + std::to_string(different) + " different, " +
      std::to_string(missing_here) + " missing here, " + std::to_string(missing_there) + " missing there" +
      (given->skipped > 0 ? ", " + std::to_string(given->skipped) + " provisional not compared" : ""));
  output.flush();
  return output.good() && different + missing_here + missing_there == 0 && (!whole || given->run == run) ? 0
                                                                                                         : 1;
}

}  // namespace detente::apps
