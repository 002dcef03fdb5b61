#include "facts/event.h"

#include "base/sha256.h"

namespace detente::facts {

namespace {

constexpr std::string_view kSaid = "facts";

}  // namespace

base::Instant at(const Event& event) {
  if (const auto* sighting = std::get_if<Sighting>(&event)) return sighting->at;
  return std::get<Said>(event).notice.received;
}

std::string_view source(const Event& event) {
  if (const auto* sighting = std::get_if<Sighting>(&event)) return sighting->source;
  return kSaid;
}

std::string_view payload(const Event& event) {
  if (const auto* sighting = std::get_if<Sighting>(&event)) return sighting->payload;
  return std::get<Said>(event).payload;
}

std::string observation_id(std::string_view source, base::Instant at, std::string_view payload) {
  std::string bytes(source);
  bytes += '\n';
  bytes += std::to_string(at.ms);
  bytes += '\n';
  bytes += payload;
  return base::sha256_hex(bytes);
}

bool canonically_before(const Event& a, const Event& b) {
  if (at(a) != at(b)) return at(a) < at(b);
  if (source(a) != source(b)) return source(a) < source(b);
  if (payload(a) == payload(b)) return false;  // spares the hash
  return base::sha256(payload(a)) < base::sha256(payload(b));
}

bool same_event(const Event& a, const Event& b) {
  return at(a) == at(b) && source(a) == source(b) && payload(a) == payload(b);
}

}  // namespace detente::facts
