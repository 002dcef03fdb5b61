#include "facts/notice.h"

#include <algorithm>

#include "base/json.h"

namespace detente::facts {

namespace {

using base::Error;
using base::Json;

Error wrong(std::string_view member, std::string_view wanted) {
  return {Error::Kind::malformed, "member '" + std::string(member) + "': wanted " + std::string(wanted)};
}

bool is_party_code(std::string_view code) {
  return code.size() >= 2 && code.size() <= 8 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

const std::string* party_of(const Json* member) {
  const std::string* code = member == nullptr ? nullptr : member->as_string();
  return code != nullptr && is_party_code(*code) ? code : nullptr;
}

// The years 1970 to 9999, so that every later sum stays far from overflow.
constexpr std::int64_t kInstantMax = 253'402'300'799'999;

const std::int64_t* instant_of(const Json* member) {
  const std::int64_t* ms = member == nullptr ? nullptr : member->as_integer();
  return ms != nullptr && *ms >= 0 && *ms <= kInstantMax ? ms : nullptr;
}

base::Result<Notice> notice_of(const Json& line, base::Instant received) {
  Notice notice;
  notice.received = received;
  const std::string* from = party_of(line.member("from"));
  if (from == nullptr) return wrong("from", "a party code such as KOR");
  notice.from = *from;
  const Json* to = line.member("to");
  if (to == nullptr || to->as_array() == nullptr || to->as_array()->empty())
    return wrong("to", "a list of party codes");
  for (const Json& item : *to->as_array()) {
    const std::string* code = party_of(&item);
    if (code == nullptr || *code == notice.from) return wrong("to", "codes of other parties");
    notice.to.push_back(*code);
  }
  std::sort(notice.to.begin(), notice.to.end());
  if (std::adjacent_find(notice.to.begin(), notice.to.end()) != notice.to.end())
    return wrong("to", "each party once");
  const Json* about = line.member("about");
  const std::string* identity = about == nullptr ? nullptr : about->as_string();
  if (identity == nullptr || identity->size() != 14 || !identity->starts_with("mmsi:") ||
      !std::all_of(identity->begin() + 5, identity->end(), [](char c) { return c >= '0' && c <= '9'; }))
    return wrong("about", "an identity such as mmsi:440123456");
  notice.about = *identity;
  const std::int64_t* sent = instant_of(line.member("sent_ms"));
  if (sent == nullptr || *sent > received.ms)
    return wrong("sent_ms", "milliseconds since 1970, not after received_ms");
  notice.sent = {*sent};
  return notice;
}

}  // namespace

base::Result<FactLine> parse_fact_line(std::string_view line) {
  if (line.size() > kFactLineBytesMax)
    return Error{Error::Kind::too_large, "a line of " + std::to_string(line.size()) + " bytes; at most " +
                                             std::to_string(kFactLineBytesMax) + " are read"};
  const base::Result<Json> json = base::parse_json(line);
  if (!json) return json.error();
  if (json->as_object() == nullptr) return Error{Error::Kind::malformed, "wanted an object { ... }"};
  const Json* version = json->member("v");
  if (version == nullptr || version->as_integer() == nullptr || *version->as_integer() != 1)
    return wrong("v", "1");
  const Json* kind = json->member("fact");
  if (kind == nullptr || kind->as_string() == nullptr || kind->as_string()->empty())
    return wrong("fact", "a kind such as \"notice\"");
  const std::int64_t* received = instant_of(json->member("received_ms"));
  if (received == nullptr) return wrong("received_ms", "milliseconds since 1970");
  FactLine fact{.kind = *kind->as_string(), .at = {*received}, .notice = std::nullopt};
  if (fact.kind == "notice") {
    base::Result<Notice> notice = notice_of(*json, fact.at);
    if (!notice) return notice.error();
    fact.notice = std::move(notice).value();
  }
  return fact;
}

std::string notice_text(const Notice& notice) {
  Json::Array to;
  for (const std::string& code : notice.to) to.emplace_back(code);
  return Json(Json::Object{{"about", notice.about},
                           {"fact", "notice"},
                           {"from", notice.from},
                           {"received_ms", notice.received.ms},
                           {"sent_ms", notice.sent.ms},
                           {"to", std::move(to)},
                           {"v", 1}})
      .text();
}

}  // namespace detente::facts
