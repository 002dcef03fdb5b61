// detente decode: what vessels said of themselves, as JSON lines.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <unistd.h>
#include <vector>

#include "base/json.h"
#include "cli/output.h"
#include "commands.h"
#include "feeds/ais_json.h"
#include "feeds/nmea_reader.h"
#include "intake/byte_source.h"
#include "intake/format.h"
#include "interrupt.h"

namespace detente::apps {
namespace {

void complain(const std::string& message) {
  std::fprintf(stderr, "detente decode: %s\n", message.c_str());
}

struct Feed {
  std::string name;
  intake::Format format;
  std::unique_ptr<intake::ByteSource> source;
  std::unique_ptr<feeds::NmeaReader> reader;
  std::string first_bytes;  // held back until they tell the format
  bool ended = false;
};

class Decoding {
 public:
  explicit Decoding(std::set<int> types) : types_(std::move(types)) {}

  // 0, or the exit code.
  int open(const std::vector<std::string>& texts);
  void run();
  int exit_code() const { return failed_ || (!output_.good() && !output_.closed_pipe()) ? 1 : 0; }
  void print_table() const;
  void print_json() const;
  void print_hint() const;

 private:
  bool going() const { return output_.good() && !interrupted(); }
  void look(Feed& feed, base::Duration patience);
  void take(Feed& feed, std::string_view bytes);
  void end(Feed& feed);
  void fail(const std::string& message) {
    complain(message);
    failed_ = true;
  }

  std::set<int> types_;
  std::vector<Feed> feeds_;
  cli::Output output_{STDOUT_FILENO};
  bool failed_ = false;
};

int Decoding::open(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    const auto spec = intake::parse_source(text);
    if (!spec) {
      complain(spec.error().message);
      return 2;
    }
    auto source = intake::open_source(*spec);
    if (!source) {
      complain(source.error().message);
      return 1;
    }
    Feed feed{.name = spec->name,
              .format = spec->format,
              .source = std::move(*source),
              .reader = nullptr,
              .first_bytes = {},
              .ended = false};
    feed.reader =
        std::make_unique<feeds::NmeaReader>([this, name = spec->name](const feeds::Reading& reading) {
          if (!types_.empty() && !types_.contains(reading.message.type)) return;
          feeds::append_json(reading, name, output_.held());
          output_.held() += '\n';
        });
    feeds_.push_back(std::move(feed));
  }
  return 0;
}

void Decoding::take(Feed& feed, std::string_view bytes) {
  if (feed.format == intake::Format::nmea) {
    feed.reader->read(bytes);
    return;
  }
  if (feed.format == intake::Format::by_content) {
    feed.first_bytes += bytes;
    const auto format = intake::recognised(feed.first_bytes);
    // What is not recognised in time is read as NMEA all the same: each line is counted for what it is.
    if (!format && feed.first_bytes.size() < intake::kRecognitionBytes && !feed.ended) return;
    feed.format = format.value_or(intake::Format::nmea);
  }
  if (feed.format == intake::Format::facts) {
    fail(feed.name + ": these are facts (JSON lines); decode reads nmea");
    feed.ended = true;
    return;
  }
  feed.reader->read(std::exchange(feed.first_bytes, {}));
}

void Decoding::end(Feed& feed) {
  feed.ended = true;
  if (feed.format == intake::Format::by_content) take(feed, {});
  feed.reader->finish();
}

void Decoding::look(Feed& feed, base::Duration patience) {
  const auto piece = feed.source->read(patience);
  if (!piece) {
    fail(piece.error().message);
    end(feed);
  } else if (piece->kind == intake::Piece::Kind::bytes) {
    take(feed, piece->bytes);
  } else if (piece->kind == intake::Piece::Kind::end) {
    end(feed);
  }
  output_.flush();
}

void Decoding::run() {
  // Files one after the other, in the order given; then what is live, together.
  std::vector<Feed*> live;
  for (Feed& feed : feeds_) {
    if (feed.source->live()) {
      live.push_back(&feed);
      continue;
    }
    while (!feed.ended && going()) look(feed, base::Duration{0});
  }
  while (!live.empty() && going()) {
    const base::Duration patience{200 / static_cast<std::int64_t>(live.size())};
    for (Feed* feed : live) look(*feed, patience);
    std::erase_if(live, [](const Feed* feed) { return feed->ended; });
  }
  for (Feed& feed : feeds_) {
    if (!feed.ended) end(feed);
  }
  output_.flush();
  if (!output_.good() && !output_.closed_pipe()) {
    complain("standard output: " + output_.error_words());
  }
}

struct Row {
  feeds::LineKind kind{};
  std::uint64_t lines = 0;
  std::string first_source;
  std::uint64_t first_line = 0;
};

// The counts of all feeds together; the first line of a kind is the first feed's.
std::map<std::string, Row> rows_of(const std::vector<Feed>& feeds) {
  std::map<std::string, Row> rows;
  for (const Feed& feed : feeds) {
    for (const feeds::Count& count : feed.reader->counts().list()) {
      Row& row = rows[count.name];
      row.kind = count.kind;
      row.lines += count.lines;
      if (row.first_line == 0 && count.first_line != 0) {
        row.first_line = count.first_line;
        row.first_source = feed.name;
      }
    }
  }
  return rows;
}

void Decoding::print_table() const {
  std::uint64_t lines = 0;
  std::uint64_t untimed = 0;
  for (const Feed& feed : feeds_) {
    lines += feed.reader->lines();
    untimed += feed.reader->untimed();
  }
  std::fprintf(stderr, "%10s  %-24s %s\n", "lines", "kind", "what it is, and where the first one stands");
  for (const auto& [name, row] : rows_of(feeds_)) {
    std::string words(feeds::meaning_of(row.kind));
    if (feeds::is_fault(row.kind) && row.first_line != 0) {
      words += " (" + row.first_source + ":" + std::to_string(row.first_line) + ")";
    }
    std::fprintf(stderr, "%10llu  %-24s %s\n", static_cast<unsigned long long>(row.lines), name.c_str(),
                 words.c_str());
  }
  std::fprintf(stderr, "%10llu  in all; %llu messages that were read have no time\n",
               static_cast<unsigned long long>(lines), static_cast<unsigned long long>(untimed));
}

void Decoding::print_json() const {
  base::Json::Object counts;
  base::Json::Object first;
  std::int64_t lines = 0;
  std::int64_t untimed = 0;
  for (const Feed& feed : feeds_) {
    lines += static_cast<std::int64_t>(feed.reader->lines());
    untimed += static_cast<std::int64_t>(feed.reader->untimed());
  }
  for (const auto& [name, row] : rows_of(feeds_)) {
    counts[name] = static_cast<std::int64_t>(row.lines);
    if (feeds::is_fault(row.kind) && row.first_line != 0) {
      first[name] = base::Json::Object{{"line", static_cast<std::int64_t>(row.first_line)},
                                       {"source", base::is_utf8(row.first_source) ? row.first_source : "?"}};
    }
  }
  const base::Json stats =
      base::Json::Object{{"counts", counts}, {"first", first}, {"lines", lines}, {"untimed", untimed}};
  std::fprintf(stderr, "%s\n", stats.text().c_str());
}

// Without --stats, nothing is dropped without a word all the same.
void Decoding::print_hint() const {
  std::uint64_t faults = 0;
  for (const auto& [name, row] : rows_of(feeds_)) faults += feeds::is_fault(row.kind) ? row.lines : 0;
  if (faults > 0 && output_.good()) {
    complain(std::to_string(faults) + (faults == 1 ? " line" : " lines") +
             " could not be used; --stats lists them by kind");
  }
}

}  // namespace

int decode(int argc, const char* const* argv) {
  CLI::App app(
      "Reads AIS (AIVDM, AIVDO; with or without tag blocks and times) and prints messages 1, 2, 3, 5, 18 and "
      "24 as JSON "
      "lines in gpsd's spelling.\nFiles are read first, in the order given; pipes and sockets then, "
      "together.",
      "detente decode");
  std::vector<std::string> from;
  std::vector<int> types;
  std::string stats;
  app.add_option("--from", from,
                 "a file (plain or gzip), - , tcp://host:port or udp://host:port; nmea+... is understood")
      ->required()
      ->type_name("SOURCE...");
  app.add_option("--types", types, "print only messages of these types, such as 1,2,3")
      ->delimiter(',')
      ->check(CLI::IsMember({1, 2, 3, 5, 18, 24}))
      ->type_name("TYPE,...");
  app.add_option("--stats", stats,
                 "count every line by kind, on standard error: a table, or with --stats=json one JSON line")
      ->expected(0, 1)
      ->default_str("table")
      ->check(CLI::IsMember({"table", "json"}))
      ->type_name("[table|json]");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }

  catch_interrupts();
  Decoding decoding(std::set<int>(types.begin(), types.end()));
  if (const int code = decoding.open(from); code != 0) return code;
  decoding.run();
  if (app.count("--stats") == 0) {
    decoding.print_hint();
  } else if (stats == "json") {
    decoding.print_json();
  } else {
    decoding.print_table();
  }
  return decoding.exit_code();
}

}  // namespace detente::apps
