#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/units.h"

namespace detente::facts {

// What the machine computed; never a finding. The words are those of people (design: words).
enum class Status { met, caution, undetermined, not_met };
enum class Certainty { possible, likely, beyond_error };
std::string_view text_of(Status status);        // "met", "caution", "undetermined", "not met as computed"
std::string_view text_of(Certainty certainty);  // "possible", "likely", "beyond error"

struct Cited {
  std::string observation;  // its id, 64 hexadecimal digits
  base::Instant at;
  friend auto operator<=>(const Cited&, const Cited&) = default;
};

// One indication line (decision 7).
struct Indication {
  enum class State { provisional, final };
  State state = State::final;
  std::optional<std::string> thread;  // absent: the line begins a thread, which then has the line's own id
  std::vector<std::string> supersedes;
  std::string agreement;  // the reading's hash
  std::string article;
  std::string clause;
  std::string party;                  // whose undertaking it is
  std::vector<std::string> subjects;  // "mmsi:440123456"; of a pair the bound party's vessel first
  Status status = Status::met;
  Certainty certainty = Certainty::possible;
  base::Instant opened;
  std::optional<base::Instant> closed;  // absent: not known to have ended
  base::Instant known;                  // the observation with which the opening could be known
  base::Distance margin;                // the lowest; negative by how much the limit was passed
  base::Distance limit;
  std::vector<Cited> observations;  // sorted by (at, id)
  std::vector<std::string> assumed;
  base::Json::Object basis;
  std::string inputs;  // hash of the run line

  base::Json json_without_id() const;
};

// The line and its id, which is the hash of the line without `id` and, where the line begins it, without
// `thread`.
struct IndicationLine {
  std::string id;
  std::string text;
};
IndicationLine line_of(const Indication& indication);

}  // namespace detente::facts
