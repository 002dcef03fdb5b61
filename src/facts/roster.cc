#include "facts/roster.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/printable.h"
#include "base/sha256.h"
#include "base/time_text.h"
#include "facts/flag.h"

namespace detente::facts {

namespace {

using base::Error;

constexpr std::string_view kHeader = "identity,party,class,name,licence,from,to,source";
constexpr std::size_t kFields = 8;

Error wrong(std::size_t line, std::string_view field, std::string_view seen, std::string_view wanted) {
  return {Error::Kind::malformed, "line " + std::to_string(line) + ", field '" + std::string(field) +
                                      "': saw '" + base::printable(seen) + "', wanted " +
                                      std::string(wanted)};
}

// RFC 4180 fields of one line; a quoted field may hold commas and doubled quotes, not a line end.
std::optional<std::vector<std::string>> fields_of(std::string_view line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted) {
      if (c != '"') {
        fields.back() += c;
      } else if (i + 1 < line.size() && line[i + 1] == '"') {
        fields.back() += '"';
        ++i;
      } else {
        quoted = false;
      }
    } else if (c == '"' && fields.back().empty()) {
      quoted = true;
    } else if (c == ',') {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  if (quoted) return std::nullopt;
  return fields;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_identity(std::string_view text) {
  if (text.starts_with("mmsi:")) return text.size() == 14 && all_digits(text.substr(5));
  if (text.starts_with("mid:")) return text.size() == 7 && all_digits(text.substr(4));
  if (text.starts_with("imo:")) return text.size() == 11 && all_digits(text.substr(4));
  if (text.starts_with("call:")) return text.size() > 5 && text.size() <= 12;
  return false;
}

base::Result<std::optional<base::Instant>> time_of(const std::string& text) {
  if (text.empty()) return std::optional<base::Instant>{};
  const base::Result<base::Instant> at = base::parse_utc(text.size() == 10 ? text + "T00:00:00Z" : text);
  if (!at) return at.error();
  return std::optional<base::Instant>{*at};
}

std::string numbered(std::string_view prefix, std::uint32_t value, int digits) {
  char text[16];
  std::snprintf(text, sizeof text, "%0*u", digits, value);
  return std::string(prefix) + text;
}

bool is_party_code(std::string_view code) {
  return code.size() >= 2 && code.size() <= 8 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

base::Result<Roster> Roster::read(std::string_view csv) {
  Roster roster;
  roster.sha256_ = base::sha256_hex(csv);
  std::size_t number = 0;
  while (!csv.empty()) {
    const std::size_t end = std::min(csv.find('\n'), csv.size());
    std::string_view line = csv.substr(0, end);
    csv.remove_prefix(std::min(end + 1, csv.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (++number == 1) {
      if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
      if (line != kHeader) return wrong(1, "header", line, kHeader);
      continue;
    }
    if (line.empty()) continue;
    const auto fields = fields_of(line);
    if (!fields || fields->size() != kFields)
      return wrong(number, "row", line, std::to_string(kFields) + " fields, quotes closed");
    const auto& [identity, party, kind] = std::tie((*fields)[0], (*fields)[1], (*fields)[2]);
    if (!is_identity(identity)) return wrong(number, "identity", identity, "mmsi:, mid:, imo: or call:");
    if (!is_party_code(party)) return wrong(number, "party", party, "a party code such as KOR");
    Row row{.entry = {.party = party, .vessel_class = std::nullopt}, .from = {}, .to = {}};
    if (!kind.empty()) {
      row.entry.vessel_class = base::vessel_class_named(kind);
      if (!row.entry.vessel_class) return wrong(number, "class", kind, "a class such as fishing, or nothing");
    }
    const auto from = time_of((*fields)[5]);
    if (!from) return wrong(number, "from", (*fields)[5], "a date or a UTC time, or nothing");
    const auto to = time_of((*fields)[6]);
    if (!to) return wrong(number, "to", (*fields)[6], "a date or a UTC time, or nothing");
    row.from = *from;
    row.to = *to;
    if (row.from && row.to && *row.to <= *row.from)
      return wrong(number, "to", (*fields)[6], "a time after 'from'");
    if (roster.rows_.size() == kRosterRowsMax)
      return Error{Error::Kind::too_large, "more than " + std::to_string(kRosterRowsMax) + " rows"};
    roster.rows_.emplace(identity, std::move(row));
  }
  if (number == 0) return wrong(1, "header", "", kHeader);
  return roster;
}

std::vector<Roster::Entry> Roster::holding(const std::string& identity, base::Instant when) const {
  std::vector<Entry> entries;
  for (auto [row, end] = rows_.equal_range(identity); row != end; ++row) {
    if (row->second.from && when < *row->second.from) continue;
    if (row->second.to && when >= *row->second.to) continue;
    entries.push_back(row->second.entry);
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.party, a.vessel_class) < std::tie(b.party, b.vessel_class);
  });
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  return entries;
}

std::vector<Roster::Entry> Roster::find(const Subject& subject, base::Instant when) const {
  if (rows_.empty()) return {};
  std::vector<Entry> entries = holding(numbered("mmsi:", subject.mmsi, 9), when);
  if (entries.empty() && subject.imo) entries = holding(numbered("imo:", *subject.imo, 7), when);
  if (entries.empty() && !subject.call_sign.empty())
    entries = holding("call:" + std::string(subject.call_sign), when);
  if (entries.empty()) entries = holding(numbered("mid:", identification_digits(subject.mmsi), 3), when);
  return entries;
}

}  // namespace detente::facts
