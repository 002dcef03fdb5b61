#include "facts/event.h"

#include <doctest/doctest.h>
#include <string>

#include "base/sha256.h"

namespace detente::facts {
namespace {

Event sighting(std::int64_t ms, std::string source, std::string payload) {
  Sighting seen;
  seen.at = {ms};
  seen.source = std::move(source);
  seen.payload = std::move(payload);
  return seen;
}

Event said(std::int64_t received_ms, std::string payload) {
  Said said;
  said.notice.sent = {received_ms - 500};
  said.notice.received = {received_ms};
  said.payload = std::move(payload);
  return said;
}

TEST_CASE("an event's time is the stamp of a sighting and the receipt of a notice") {
  CHECK(at(sighting(7, "ais", "x")).ms == 7);
  CHECK(at(said(7, "x")).ms == 7);
  CHECK(source(sighting(7, "ais/north", "x")) == "ais/north");
  CHECK(source(said(7, "x")) == "facts");
  CHECK(payload(said(7, "x")) == "x");
}

TEST_CASE("canonical order is time, then source by bytes, then the payload's SHA-256") {
  CHECK(canonically_before(sighting(1, "z", "z"), sighting(2, "a", "a")));
  CHECK(canonically_before(sighting(1, "ais", "z"), sighting(1, "ais/north", "a")));
  CHECK(canonically_before(sighting(1, "ais/Z", "a"), sighting(1, "ais/a", "a")));
  CHECK(canonically_before(sighting(1, "ais/z", "z"), said(1, "a")));
  for (const auto& [a, b] : {std::pair("!A", "!B"), std::pair("!C", "!D"), std::pair("!E", "!F")}) {
    const bool hash_before = base::sha256_hex(a) < base::sha256_hex(b);
    CHECK(canonically_before(sighting(1, "ais", a), sighting(1, "ais", b)) == hash_before);
    CHECK(canonically_before(sighting(1, "ais", b), sighting(1, "ais", a)) == !hash_before);
  }
}

TEST_CASE("events equal in time, source and payload are one event; nothing else decides") {
  Event a = sighting(1, "ais", "!A");
  Event b = a;
  std::get<Sighting>(b).mmsi = 440'123'456;
  CHECK(same_event(a, b));
  CHECK(!canonically_before(a, b));
  CHECK(!same_event(a, sighting(2, "ais", "!A")));
  CHECK(!same_event(a, sighting(1, "ais/n", "!A")));
  CHECK(!same_event(a, sighting(1, "ais", "!B")));
}

TEST_CASE("an observation's id is the SHA-256 of source, milliseconds and payload, a line each") {
  CHECK(observation_id("ais/north", {1795226460123}, "!AIVDM,1") ==
        base::sha256_hex("ais/north\n1795226460123\n!AIVDM,1"));
  // printf 'ais\n0\n!A' | sha256sum
  CHECK(observation_id("ais", {0}, "!A") ==
        "6638b20cb350d97a7e1e6eea1b72ae1816396aae1290cebc00f7c3ad891256aa");
}

}  // namespace
}  // namespace detente::facts
