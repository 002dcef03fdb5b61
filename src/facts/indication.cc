#include "facts/indication.h"

#include <array>

#include "base/sha256.h"

namespace detente::facts {

using base::Json;

std::string_view text_of(Status status) {
  constexpr std::array<std::string_view, 4> kTexts = {"met", "caution", "undetermined",
                                                      "not met as computed"};
  return kTexts[static_cast<std::size_t>(status)];
}

std::string_view text_of(Certainty certainty) {
  constexpr std::array<std::string_view, 3> kTexts = {"possible", "likely", "beyond error"};
  return kTexts[static_cast<std::size_t>(certainty)];
}

namespace {

Json::Array strings(const std::vector<std::string>& items) {
  return {items.begin(), items.end()};
}

}  // namespace

Json Indication::json_without_id() const {
  Json::Array cited;
  for (const Cited& item : observations)
    cited.emplace_back(Json::Object{{"at_ms", item.at.ms}, {"obs", item.observation}});
  Json::Object line{
      {"agreement", agreement},
      {"article", article},
      {"assumed", strings(assumed)},
      {"basis", basis},
      {"certainty", text_of(certainty)},
      {"clause", clause},
      {"closed_ms", closed ? Json(closed->ms) : Json()},
      {"inputs", inputs},
      {"known_ms", known.ms},
      {"limit_mm", limit.mm},
      {"margin_mm", margin.mm},
      {"observations", std::move(cited)},
      {"opened_ms", opened.ms},
      {"party", party},
      {"state", state == State::final ? "final" : "provisional"},
      {"status", text_of(status)},
      {"subjects", strings(subjects)},
      {"supersedes", strings(supersedes)},
      {"type", "indication"},
      {"v", 1},
  };
  if (thread) line.emplace("thread", *thread);
  return line;
}

IndicationLine line_of(const Indication& indication) {
  const Json body = indication.json_without_id();
  IndicationLine line{.id = base::sha256_hex(body.text()), .text = {}};
  Json::Object whole = *body.as_object();
  whole.emplace("id", line.id);
  whole.emplace("thread", line.id);  // no effect where the line carries on a thread
  line.text = Json(std::move(whole)).text();
  return line;
}

}  // namespace detente::facts
