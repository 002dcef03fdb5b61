#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/units.h"
#include "base/vessel_class.h"

namespace detente::facts {

// Who a vessel belongs to and what it is, as the parties agreed (decision 10). Immutable once read.
class Roster {
 public:
  // Reads the CSV `identity,party,class,name,licence,from,to,source` with that header line. Identities:
  // `mmsi:440123456`, `mid:440`, `imo:9134270`, `call:DSAB`. `from` and `to` are UTC times or dates (to:
  // exclusive), or empty. The message names line and field.
  static base::Result<Roster> read(std::string_view csv);
  Roster() = default;  // without rows: nothing is known

  struct Entry {
    std::string party;
    std::optional<base::VesselClass> vessel_class;
    friend bool operator==(const Entry&, const Entry&) = default;
  };
  struct Subject {
    std::uint32_t mmsi;
    std::optional<std::uint32_t> imo;
    std::string_view call_sign;  // empty where unknown
  };
  // The most specific rows that hold at that moment: mmsi before imo before call sign before mid. More than
  // one entry means that the roster is contested there, and each is judged. Sorted, without repeats.
  std::vector<Entry> find(const Subject& subject, base::Instant when) const;

  bool empty() const { return rows_.empty(); }
  const std::string& sha256() const { return sha256_; }  // of the bytes read; empty where none were

 private:
  struct Row {
    Entry entry;
    std::optional<base::Instant> from;
    std::optional<base::Instant> to;
  };
  std::vector<Entry> holding(const std::string& identity, base::Instant when) const;

  std::multimap<std::string, Row> rows_;
  std::string sha256_;
};

inline constexpr std::size_t kRosterRowsMax = 1'000'000;

}  // namespace detente::facts
