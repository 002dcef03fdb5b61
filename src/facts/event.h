#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "base/units.h"
#include "facts/notice.h"
#include "facts/sighting.h"

namespace detente::facts {

// A notice as it entered the watch: the line as received is its payload.
struct Said {
  Notice notice;
  std::string payload;
};

// One thing that reaches the watch. Events have one order on every node: canonical order (decision 6).
using Event = std::variant<Sighting, Said>;

base::Instant at(const Event& event);
std::string_view source(const Event& event);  // "facts" for what people said
std::string_view payload(const Event& event);

// The id under which an indication cites an observation (decision 8): SHA-256 over source, LF, decimal ms,
// LF, payload.
std::string observation_id(std::string_view source, base::Instant at, std::string_view payload);

// Canonical order: event time, then source, then the SHA-256 of the payload. Equivalent events are the same
// event.
bool canonically_before(const Event& a, const Event& b);
bool same_event(const Event& a, const Event& b);

}  // namespace detente::facts
