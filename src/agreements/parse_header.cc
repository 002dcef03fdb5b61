#include <algorithm>

#include "agreements/parser.h"
#include "base/time_text.h"

namespace detente::agreements {

namespace {

// "+09:00" to 540; nothing for another spelling, or beyond -12:00 and +14:00.
std::optional<int> offset_minutes(std::string_view text) {
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':' || text == "-00:00")
    return std::nullopt;
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9' ? text[i] - '0' : 100; };
  const int hours = digit(1) * 10 + digit(2);
  const int minutes = digit(4) * 10 + digit(5);
  if (minutes > 59 || hours * 60 + minutes > (text[0] == '+' ? 14 : 12) * 60) return std::nullopt;
  return (text[0] == '+' ? 1 : -1) * (hours * 60 + minutes);
}

}  // namespace

bool Parser::once(const char* name, bool& seen) {
  if (!seen) {
    seen = true;
    return true;
  }
  diagnoses_.error("E124", cursor_.peek().place,
                   {"\"" + std::string(name) + "\" stands in the text twice", "", "keep one"});
  return false;
}

bool Parser::party() {
  ++draft_.parties_declared;
  cursor_.begin_block(kParties, "", Gap::none);
  cursor_.begin_line(2);
  cursor_.want("party");
  const auto code = cursor_.want_code("a party code");
  if (!code) return false;
  cursor_.set_block_key(code->name);
  draft_.declare(code->name);
  PartyDraft draft;
  draft.party = {.code = code->name, .names = {}, .place = code->place};
  while (cursor_.at("name")) {
    cursor_.begin_line(4);
    cursor_.want("name");
    const auto language = cursor_.want_language();
    if (!language) return false;
    auto name = cursor_.want_string("the name of the party");
    if (!name) return false;
    if (draft.party.names.size() == kLanguagesMax) {
      diagnoses_.error("E140", language->place,
                       {"a party has more than " + std::to_string(kLanguagesMax) + " names"});
      return false;
    }
    draft.party.names.push_back({.language = language->name, .text = std::move(*name)});
    draft.name_places.push_back(language->place);
  }
  if (draft_.parties.size() == kPartiesMax) {
    diagnoses_.error("E140", code->place,
                     {"the agreement has more than " + std::to_string(kPartiesMax) + " parties"});
    return false;
  }
  draft_.parties.push_back(std::move(draft));
  return true;
}

bool Parser::languages() {
  const bool first = once("languages", seen_languages_);
  cursor_.begin_block(kLanguages, "", Gap::none);
  cursor_.begin_line(2);
  cursor_.want("languages");
  std::vector<std::string> codes;
  std::vector<Place> places;
  do {
    if (!codes.empty()) cursor_.want_comma();
    const auto code = cursor_.want_language();
    if (!code) return false;
    if (std::find(codes.begin(), codes.end(), code->name) != codes.end() || codes.size() == kLanguagesMax) {
      diagnoses_.error(
          "E124", code->place,
          {"the language " + code->name + " stands in the list twice, or the list is longer than " +
           std::to_string(kLanguagesMax)});
      return false;
    }
    codes.push_back(code->name);
    places.push_back(code->place);
  } while (cursor_.peek().kind == Token::Kind::comma);
  if (!first) return true;
  draft_.agreement.languages = std::move(codes);
  draft_.language_places = std::move(places);
  return true;
}

bool Parser::timezone() {
  const bool first = once("timezone", seen_timezone_);
  cursor_.begin_block(kTimezone, "", Gap::none);
  cursor_.begin_line(2);
  cursor_.want("timezone");
  const Place place = cursor_.peek().place;
  const auto text = cursor_.want_string("an offset such as \"+09:00\"");
  if (!text) return false;
  const auto minutes = offset_minutes(*text);
  if (!minutes) {
    diagnoses_.error("E142", place,
                     {quoted(*text) + " is no offset from UTC",
                      "names of time zones change with their data base, offsets do not",
                      "write \"+09:00\"; from \"-12:00\" to \"+14:00\""});
    return false;
  }
  if (first) draft_.agreement.utc_offset_minutes = *minutes;
  return true;
}

std::optional<base::Instant> Parser::moment() {
  const auto token = cursor_.want_token(Token::Kind::number, "a date such as 2026-11-01 or 2026-11-01T06:00");
  if (!token) return std::nullopt;
  std::string text = token->name;
  if (text.size() == 10) text += "T00:00";
  const auto at =
      text.size() == 16 ? base::parse_utc(text + ":00Z") : base::Result<base::Instant>(base::Error{});
  if (at.ok()) return *at;
  diagnoses_.error("E143", token->place,
                   {quoted(token->name) + " is no date that exists", "",
                    "write 2026-11-01 or 2026-11-01T06:00, in the time zone of the agreement"});
  return std::nullopt;
}

bool Parser::in_force() {
  const bool first = once("in force", seen_in_force_);
  cursor_.begin_block(kInForce, "", Gap::none);
  cursor_.begin_line(2);
  if (!cursor_.want("in force from")) return false;
  const auto from = moment();
  if (!from) return false;
  const Place from_place = cursor_.last_place();
  Period period{.from = *from, .until = {}};
  if (cursor_.take("until")) {
    period.until = moment();
    if (!period.until) return false;
    if (*period.until <= period.from) {
      diagnoses_.error("E144", span(from_place, cursor_.last_place()),
                       {"the agreement ends before it begins",
                        "\"until\" names the first moment at which it is no longer in force",
                        "write the earlier date first"});
      return false;
    }
  }
  if (first) draft_.agreement.in_force = period;
  return true;
}

bool Parser::verification() {
  const bool first = once("verification file", seen_verification_);
  cursor_.begin_block(kVerification, "", Gap::none);
  cursor_.begin_line(2);
  if (!cursor_.want("verification file")) return false;
  const Place place = cursor_.peek().place;
  const auto path = cursor_.want_string("the path of a file");
  if (!path) return false;
  const auto hash = cursor_.want_sha256();
  if (!hash) return false;
  if (first) draft_.agreement.verification = FileByHash{.path = *path, .sha256 = hash->name, .place = place};
  return true;
}

}  // namespace detente::agreements
