#include "agreements/characters.h"
#include "agreements/plain_words.h"

namespace detente::agreements {

namespace {

constexpr Tongue kTongue = Tongue::korean;

template <typename Quantity>
std::string in_words(Quantity quantity) {
  return plain(quantity, kTongue);
}

// Whether the last syllable of a Hangul word ends in a consonant (Unicode 15, section 3.12); other scripts
// are read as if it did not.
bool ends_in_consonant(const std::string& word) {
  char32_t last = 0;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint next = code_point_at(word, at);
    last = next.value;
    at += next.bytes;
  }
  return last >= 0xAC00 && last <= 0xD7A3 && (last - 0xAC00) % 28 != 0;
}

std::string listed(const std::vector<std::string>& items, const std::string& last) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0 && i + 1 == items.size())
      out += last == "와" ? (ends_in_consonant(items[i - 1]) ? "과 " : "와 ") : " " + last + " ";
    else if (i > 0)
      out += ", ";
    out += items[i];
  }
  return out;
}

class Korean {
 public:
  explicit Korean(const ToExplain& what) : what_(what), agreement_(what.agreement) {}
  std::string text();

 private:
  void say(const std::string& line) { out_ += line + "\n"; }
  void opening();
  void shapes();
  void article(const Article& article);
  std::string norm(const Article& article) const;
  std::string state(const Article& article) const;
  std::string notice(const NotifiedException& exception) const;
  std::string caution(const Article& article) const;
  std::string near_the_limit(const Article& article) const;
  void closing();

  std::string vessels(const VesselFilter& filter) const;
  std::string speeds(const VesselFilter& filter) const;
  std::string other_vessel(const OtherVessel& other) const;
  std::string whose(const Article& article) const;

  const ToExplain& what_;
  const Agreement& agreement_;
  std::string out_;
};

std::string Korean::text() {
  opening();
  shapes();
  for (const Article* one : what_.articles) article(*one);
  closing();
  return std::move(out_);
}

void Korean::opening() {
  say("이 글은 기계가 쉽게 풀어 쓴 설명이며 정본이 아니다. 구속력은 정본(" +
      listed(agreement_.languages, "및") + ")에만 있다.");
  say("");
  say(agreement_.title + ", 제" + std::to_string(agreement_.version) + "판");
  std::vector<std::string> parties;
  parties.reserve(agreement_.parties.size());
  for (const Party& one : agreement_.parties) parties.push_back(name_of(agreement_, one.code, "ko"));
  say("당사자: " + listed(parties, "및"));
  const int offset = agreement_.utc_offset_minutes;
  say("효력: " + plain_moment(agreement_.in_force.from, offset, kTongue) + "부터 " +
      (agreement_.in_force.until ? plain_moment(*agreement_.in_force.until, offset, kTongue) + " 전까지"
                                 : "기한 없음") +
      " (시간대 " + offset_text(offset) + ")");
  say("형식 해석 " + agreement_.reading_sha256);
  say("");
}

void Korean::shapes() {
  for (const Shape* shape : what_.shapes) {
    const bool zone = shape->kind == Shape::Kind::zone;
    say(std::string(zone ? "구역 " : "선 ") + shape->name + ": WGS 84 좌표의 꼭짓점 " +
        std::to_string(shape->vertices.size()) + "개. 출처: " + shape->source + ". " +
        (shape->accuracy ? "위치의 정확도는 " + in_words(*shape->accuracy) + "로 합의되어 있다."
                         : "위치의 정확도는 합의되어 있지 않다."));
  }
  if (!what_.shapes.empty()) say("");
}

std::string Korean::vessels(const VesselFilter& filter) const {
  std::vector<std::string> names;
  names.reserve(filter.classes.size());
  for (const base::VesselClass one : filter.classes) names.push_back(plain_class(one, kTongue));
  return names.empty() ? "선박" : listed(names, "또는");
}

std::string Korean::speeds(const VesselFilter& filter) const {
  std::string out;
  if (filter.speed_at_least) out += in_words(*filter.speed_at_least) + " 이상";
  if (filter.speed_less_than) out += (out.empty() ? "" : " ") + in_words(*filter.speed_less_than) + " 미만";
  return out.empty() ? out : out + "의 속력으로 움직이는 ";
}

std::string Korean::whose(const Article& article) const {
  if (binds_all(agreement_, article) && agreement_.parties.size() > 1)
    return agreement_.parties.size() == 2 ? "양 당사자의" : "모든 당사자의";
  std::vector<std::string> names;
  names.reserve(article.norm.bound.size());
  for (const std::string& code : article.norm.bound) names.push_back(name_of(agreement_, code, "ko"));
  return listed(names, "와") + "의";
}

std::string Korean::other_vessel(const OtherVessel& other) const {
  std::string out;
  if (other.of_another_party) out = agreement_.parties.size() == 2 ? "상대 당사자의 " : "다른 당사자의 ";
  out += speeds(other.filter);
  return out + (out.empty() ? "다른 " : "") + vessels(other.filter);
}

std::string Korean::state(const Article& article) const {
  const State& state = article.norm.state;
  const std::string last =
      article.norm.for_at_least ? " " + in_words(*article.norm.for_at_least) + " 이상 계속하여" : "";
  if (const auto* inside = std::get_if<InsideZone>(&state))
    return "구역 " + agreement_.shapes[inside->zone].name + " 안에" + last +
           (last.empty() ? " 들어가지" : " 머물지");
  if (const auto* line = std::get_if<WithinOfLine>(&state))
    return "선 " + agreement_.shapes[line->line].name + "에서 " + in_words(line->distance) + " 이내에" +
           last + (last.empty() ? " 들어가지" : " 머물지");
  if (const auto* vessel = std::get_if<WithinOfVessel>(&state))
    return other_vessel(vessel->other) + "에서 " + in_words(vessel->distance) + " 이내에" + last +
           (last.empty() ? " 들어가지" : " 머물지");
  const auto& approach = std::get<ClosestApproach>(state);
  return "그대로 가면 " + in_words(approach.within) + " 안에 " + other_vessel(approach.other) +
         "과의 거리가 " + in_words(approach.below) + " 미만으로 좁혀질 침로와 속력을" + last + " 유지하지";
}

std::string Korean::norm(const Article& article) const {
  const std::string subject = vessels(article.norm.vessel);
  std::string out = whose(article) + " " + speeds(article.norm.vessel) + subject +
                    (ends_in_consonant(subject) ? "은 " : "는 ") + state(article) + " 아니한다.";
  if (std::holds_alternative<InsideZone>(article.norm.state)) out += " 경계선도 구역에 속한다.";
  if (std::holds_alternative<ClosestApproach>(article.norm.state))
    out += " 이는 두 선박이 알려 온 위치와 침로, 속력으로 계산한다.";
  return out;
}

std::string Korean::notice(const NotifiedException& exception) const {
  const bool sent = exception.clock == NotifiedException::Clock::sent;
  const bool two = agreement_.parties.size() == 2;
  const std::string whom = two                           ? "상대 당사자에게"
                           : exception.every_other_party ? "다른 모든 당사자에게"
                                                         : "다른 당사자 가운데 적어도 하나에게";
  return "통보한 경우의 예외: 해당 당사자가 그 선박에 관하여 미리 " + whom + " 통보하면, 통보를 " +
         (sent ? "보낸" : "상대가 받은") + " 때로부터 " + in_words(exception.at_least) + "이 지난 뒤부터 " +
         in_words(exception.at_most) +
         "이 될 때까지는 이 조항을 적용하지 아니한다. 그 전과 후에는 적용한다." +
         (!two && exception.every_other_party ? " 다른 당사자 하나하나가 통보를 받았어야 한다." : "");
}

std::string Korean::caution(const Article& article) const {
  const Caution& caution = *article.norm.caution;
  std::string when;
  if (const auto* approach = std::get_if<ClosestApproach>(&article.norm.state)) {
    when = in_words(caution.within.value_or(approach->within)) + " 안의 최근접 거리가 " +
           in_words(caution.distance) + " 미만이 될 것으로 계산되면";
  } else {
    const Shape* shape = shape_of(agreement_, article);
    when = "선박이 " + (shape != nullptr ? shape->name : std::string("상대 선박")) + "에서 " +
           in_words(caution.distance) + " 이내로 다가오면";
  }
  return "주의: " + when + " 당직자에게 알린다. 이는 누구의 잘못을 말하는 것이 아니다.";
}

std::string Korean::near_the_limit(const Article& article) const {
  const Verification& v = what_.verification;
  const Shape* shape = shape_of(agreement_, article);
  if (shape != nullptr && !shape->accuracy)
    return "한계 부근: " + shape->name +
           "의 위치 정확도가 합의되어 있지 않으므로, 결과는 언제나 \"판단 유보\"에 그친다.";
  std::string out = "한계 부근: " + std::string(shape != nullptr ? "선박 위치의" : "두 선박 위치 각각의") +
                    " 오차는 " + in_words(v.error_accurate) + "(정확도 표시가 없으면 " +
                    in_words(v.error_otherwise) + ")에 " + in_words(v.time_error) +
                    " 동안 나아간 거리를 더한 값까지로 본다.";
  if (shape != nullptr)
    out += " 여기에 " + shape->name + "의 정확도 " + in_words(*shape->accuracy) + "를 더한다.";
  if (std::holds_alternative<ClosestApproach>(article.norm.state))
    out += " 속력과 침로의 오차는 최근접까지 남은 시간이 길수록 커진다.";
  return out + " 한계가 이 오차 안에 들면 결과는 \"판단 유보\"이다.";
}

void Korean::article(const Article& article) {
  say("제" + article.number + "조 (" + article.name + ")");
  for (const LocalText& text : article.texts)
    if (text.language == "ko") say("  정본: \"" + text.text + "\"");
  say("  " + norm(article));
  if (article.norm.exception) say("  " + notice(*article.norm.exception));
  if (article.norm.caution) say("  " + caution(article));
  say("  " + near_the_limit(article));
  say("");
}

void Korean::closing() {
  const Verification& v = what_.verification;
  say("계산하는 것과 계산하지 않는 것");
  say("  모든 오차를 합친 것보다 더 한계를 넘어선 경우에만 \"계산상 미충족\"으로 표시한다. 한계가 오차 안에 "
      "들면 \"판단 유보\"이다.");
  say("  위치 보고 사이의 간격이 " + in_words(v.interpolate_at_most) +
      " 이내이면 선박이 그 사이를 곧게 나아간 것으로 본다. 그보다 오래 위치를 모르면 아무 말도 하지 않는다.");
  say("  기계의 표시는 사실의 확정이 아니다. 협정이 지켜졌는지는 사람이 공동의 협의에서 판단한다.");
  say(v.built_in ? "  합의된 검증 수단이 없어 내장 기본값을 쓰며, 어떤 표시도 \"가능성 높음\"을 넘지 못한다."
                 : "  검증 수단: " + v.title + ", 제" + std::to_string(v.version) + "판");
}

}  // namespace

std::string explain_in_korean(const ToExplain& what) {
  return Korean(what).text();
}

}  // namespace detente::agreements
