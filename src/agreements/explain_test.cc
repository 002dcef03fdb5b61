#include "agreements/texts_for_tests.h"

using namespace detente;
using namespace detente::agreements;
using namespace detente::agreements::for_tests;

namespace {

std::string explained(const std::string& text, const std::string& language,
                      const std::optional<std::string>& article = {}) {
  const Reading reading = read_agreement("text", text, example_files());
  REQUIRE_MESSAGE(reading.agreement.has_value(), joined(summary(reading.diagnostics)));
  const auto plain = explain(*reading.agreement, reading.verification, language, article);
  return plain.ok() ? *plain : "refused: " + plain.error().message;
}

bool holds(const std::string& text, const std::string& piece) {
  INFO(text);
  const bool found = text.find(piece) != std::string::npos;
  CHECK_MESSAGE(found, piece);
  return found;
}

}  // namespace

TEST_CASE("an explanation says first that it is no authentic text") {
  CHECK(explained(kSmall, "en")
            .starts_with("This is a plain reading, made by a machine. It is not an authentic text"));
  CHECK(explained(kSmall, "ko").starts_with("이 글은 기계가 쉽게 풀어 쓴 설명이며 정본이 아니다."));
}

TEST_CASE("the tour is explained article by article") {
  const std::string text = explained(example("language-tour.agreement"), "en");
  holds(text,
        "The zone Buffer: 4 corners on WGS 84. Source: fictional, for this tour. Its place is agreed to "
        "within 100 m.");
  holds(text,
        "No fishing vessel or naval vessel of either party may be inside the zone Buffer. The boundary "
        "belongs to the zone.");
  holds(text,
        "A notice excuses from 2 hours until 48 hours after it was received; before and after that it "
        "excuses nothing.");
  holds(text,
        "No naval vessel of KOR (Republic of Korea) may come within 1 nautical mile (1,852 m) of the line "
        "Median.");
  holds(text,
        "No vessel of either party may come within 300 m of another vessel, a fishing vessel of the other "
        "party that makes less than 5 knots, without a break for 1 minute or longer.");
  holds(text,
        "closer than 0.5 nautical miles (926 m) to another vessel of the other party that makes at least 3 "
        "knots.");
  holds(text, "how exactly Nursery is known is not agreed, so the answer is never more than undetermined.");
  holds(text, "An indication of the machine is not a finding.");
  CHECK(text.find("violation") == std::string::npos);
  CHECK(text.find("breach") == std::string::npos);
}

TEST_CASE("the Korean explanation says the same") {
  const std::string text = explained(example("language-tour.agreement"), "ko");
  holds(text, "양 당사자의 어선 또는 군함은 구역 Buffer 안에 들어가지 아니한다. 경계선도 구역에 속한다.");
  holds(text,
        "통보를 상대가 받은 때로부터 2시간이 지난 뒤부터 48시간이 될 때까지는 이 조항을 적용하지 아니한다.");
  holds(text, "대한민국의 군함은 선 Median에서 1해리(1,852m) 이내에 들어가지 아니한다.");
  holds(text, "기계의 표시는 사실의 확정이 아니다.");
  CHECK(text.find("위반") == std::string::npos);
}

TEST_CASE("one article is explained with what it speaks of") {
  const std::string text = explained(example("language-tour.agreement"), "en", "2");
  holds(text, "Article 2 (keep_off_line)");
  holds(text, "The line Median");
  CHECK(text.find("Buffer") == std::string::npos);
  CHECK(explained(kSmall, "en", "7") == "refused: the agreement has no article 7; it has 1");
  CHECK(explained(kSmall, "fr") == "refused: no explanation in \"fr\"; there is en and ko");
}

TEST_CASE("with more than two parties it says who must be told") {
  const std::string three = with(kSmall, "  languages", "  party USA\n    name en \"Third\"\n  languages");
  holds(explained(with(three, "the other", "every other"), "en"),
        "tells every other party of the vessel beforehand. A notice excuses from 2 hours until 48 hours "
        "after it was received, at times for which each of them was told;");
  holds(explained(with(three, "the other", "any other"), "en"), "tells at least one other party");
  holds(explained(with(three, "the other", "any other"), "en"),
        "No means of verification are agreed; a built-in default applies");
  holds(explained(with(three, "the other", "every other"), "ko"),
        "다른 당사자 하나하나가 통보를 받았어야 한다.");
}
