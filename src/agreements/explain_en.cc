#include "agreements/plain_words.h"

namespace detente::agreements {

namespace {

constexpr Tongue kTongue = Tongue::english;

template <typename Quantity>
std::string in_words(Quantity quantity) {
  return plain(quantity, kTongue);
}

// "a, b or c"
std::string listed(const std::vector<std::string>& items, const std::string& last) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i)
    out += (i == 0 ? "" : i + 1 == items.size() ? " " + last + " " : ", ") + items[i];
  return out;
}

class English {
 public:
  explicit English(const ToExplain& what) : what_(what), agreement_(what.agreement) {}
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

  std::string party(const std::string& code) const {
    return code + " (" + name_of(agreement_, code, "en") + ")";
  }
  std::string classes(const VesselFilter& filter, const std::string& before) const;
  std::string speeds(const VesselFilter& filter) const;
  std::string other_vessel(const OtherVessel& other) const;
  std::string whose(const Article& article) const;

  const ToExplain& what_;
  const Agreement& agreement_;
  std::string out_;
};

std::string English::text() {
  opening();
  shapes();
  for (const Article* one : what_.articles) article(*one);
  closing();
  return std::move(out_);
}

void English::opening() {
  say("This is a plain reading, made by a machine. It is not an authentic text: what binds is the authentic "
      "text, in " +
      listed(agreement_.languages, "and") + ".");
  say("");
  say(agreement_.title + ", version " + std::to_string(agreement_.version));
  std::vector<std::string> parties;
  parties.reserve(agreement_.parties.size());
  for (const Party& one : agreement_.parties) parties.push_back(party(one.code));
  say("Parties: " + listed(parties, "and") + ".");
  const int offset = agreement_.utc_offset_minutes;
  say("In force from " + plain_moment(agreement_.in_force.from, offset, kTongue) +
      (agreement_.in_force.until
           ? " and no longer from " + plain_moment(*agreement_.in_force.until, offset, kTongue)
           : ", without an end") +
      " (time zone " + offset_text(offset) + ").");
  say("Formal reading " + agreement_.reading_sha256);
  say("");
}

void English::shapes() {
  for (const Shape* shape : what_.shapes) {
    const bool zone = shape->kind == Shape::Kind::zone;
    say("The " + std::string(zone ? "zone " : "line ") + shape->name + ": " +
        std::to_string(shape->vertices.size()) + (zone ? " corners" : " points") +
        " on WGS 84. Source: " + shape->source + ". " +
        (shape->accuracy ? "Its place is agreed to within " + in_words(*shape->accuracy) + "."
                         : "How exactly its place is known is not agreed."));
  }
  if (!what_.shapes.empty()) say("");
}

std::string English::classes(const VesselFilter& filter, const std::string& before) const {
  std::vector<std::string> names;
  names.reserve(filter.classes.size());
  for (const base::VesselClass one : filter.classes) names.push_back(plain_class(one, kTongue));
  if (names.empty()) names.push_back("vessel");
  return before + listed(names, "or");
}

std::string English::speeds(const VesselFilter& filter) const {
  if (filter.speed_at_least && filter.speed_less_than)
    return " that makes at least " + in_words(*filter.speed_at_least) + " and less than " +
           in_words(*filter.speed_less_than);
  if (filter.speed_at_least) return " that makes at least " + in_words(*filter.speed_at_least);
  if (filter.speed_less_than) return " that makes less than " + in_words(*filter.speed_less_than);
  return {};
}

std::string English::whose(const Article& article) const {
  if (binds_all(agreement_, article))
    return agreement_.parties.size() == 2   ? "either party"
           : agreement_.parties.size() == 1 ? party(article.norm.bound[0])
                                            : "any party";
  std::vector<std::string> names;
  names.reserve(article.norm.bound.size());
  for (const std::string& code : article.norm.bound) names.push_back(party(code));
  return listed(names, "or");
}

std::string English::other_vessel(const OtherVessel& other) const {
  std::string out =
      other.filter.classes.empty() ? "another vessel" : "another vessel, a " + classes(other.filter, "");
  if (other.of_another_party)
    out += agreement_.parties.size() == 2 ? " of the other party" : " of any other party";
  return out + speeds(other.filter);
}

std::string English::state(const Article& article) const {
  const State& state = article.norm.state;
  if (const auto* inside = std::get_if<InsideZone>(&state))
    return "be inside the zone " + agreement_.shapes[inside->zone].name;
  if (const auto* line = std::get_if<WithinOfLine>(&state))
    return "come within " + in_words(line->distance) + " of the line " + agreement_.shapes[line->line].name;
  if (const auto* vessel = std::get_if<WithinOfVessel>(&state))
    return "come within " + in_words(vessel->distance) + " of " + other_vessel(vessel->other);
  const auto& approach = std::get<ClosestApproach>(state);
  return "hold a course and speed that would bring it, within the next " + in_words(approach.within) +
         ", closer than " + in_words(approach.below) + " to " + other_vessel(approach.other);
}

std::string English::norm(const Article& article) const {
  std::string out = classes(article.norm.vessel, "No ") + " of " + whose(article) +
                    speeds(article.norm.vessel) + " may " + state(article);
  if (article.norm.for_at_least)
    out += ", without a break for " + in_words(*article.norm.for_at_least) + " or longer";
  out += ".";
  if (std::holds_alternative<InsideZone>(article.norm.state)) out += " The boundary belongs to the zone.";
  if (std::holds_alternative<ClosestApproach>(article.norm.state))
    out += " This is computed from the position, course and speed that both report.";
  return out;
}

std::string English::notice(const NotifiedException& exception) const {
  const bool sent = exception.clock == NotifiedException::Clock::sent;
  const bool two = agreement_.parties.size() == 2;
  const std::string whom = two                           ? "the other party"
                           : exception.every_other_party ? "every other party"
                                                         : "at least one other party";
  return "Unless notified: that party tells " + whom + " of the vessel beforehand. A notice excuses from " +
         in_words(exception.at_least) + " until " + in_words(exception.at_most) + " after it was " +
         (sent ? "sent" : "received") +
         (!two && exception.every_other_party ? ", at times for which each of them was told" : "") +
         "; before and after that it excuses nothing.";
}

std::string English::caution(const Article& article) const {
  const Caution& caution = *article.norm.caution;
  if (const auto* approach = std::get_if<ClosestApproach>(&article.norm.state))
    return "Caution: the watch is told when the closest approach would be below " +
           in_words(caution.distance) + " within " + in_words(caution.within.value_or(approach->within)) +
           ". Nothing is said against anyone by this.";
  const Shape* shape = shape_of(agreement_, article);
  return "Caution: the watch is told when the vessel comes within " + in_words(caution.distance) + " of " +
         (shape != nullptr ? shape->name : "the other vessel") + ". Nothing is said against anyone by this.";
}

std::string English::near_the_limit(const Article& article) const {
  const Verification& v = what_.verification;
  const Shape* shape = shape_of(agreement_, article);
  if (shape != nullptr && !shape->accuracy)
    return "Near the limit: how exactly " + shape->name +
           " is known is not agreed, so the answer is never more than undetermined.";
  std::string out = "Near the limit: " + std::string(shape != nullptr ? "a position" : "each position") +
                    " may be wrong by " + in_words(v.error_accurate) + " (" + in_words(v.error_otherwise) +
                    " without the accuracy flag) and by the way made good in " + in_words(v.time_error);
  if (shape != nullptr) out += ", and " + shape->name + " by " + in_words(*shape->accuracy);
  if (std::holds_alternative<ClosestApproach>(article.norm.state))
    out += ", and speed and course, which are carried forward, by more the further ahead the approach lies";
  return out + ". While the limit lies within that, the answer is undetermined.";
}

void English::article(const Article& article) {
  say("Article " + article.number + " (" + article.name + ")");
  for (const LocalText& text : article.texts)
    if (text.language == "en") say("  Authentic text: \"" + text.text + "\"");
  say("  " + norm(article));
  if (article.norm.exception) say("  " + notice(*article.norm.exception));
  if (article.norm.caution) say("  " + caution(article));
  say("  " + near_the_limit(article));
  say("");
}

void English::closing() {
  const Verification& v = what_.verification;
  say("What is computed, and what is not");
  say("  \"Not met as computed\" is indicated only where the limit is passed by more than all errors "
      "together. Where the limit lies within the errors the answer is \"undetermined\".");
  say("  Between two positions no more than " + in_words(v.interpolate_at_most) +
      " apart a vessel is taken to go straight; where none is known for longer, nothing is said about it.");
  say("  An indication of the machine is not a finding. Whether the agreement was kept, people find, at the "
      "common table.");
  say(v.built_in ? "  No means of verification are agreed; a built-in default applies, and no indication is "
                   "more than likely."
                 : "  Means of verification: " + v.title + ", version " + std::to_string(v.version) + ".");
}

}  // namespace

std::string explain_in_english(const ToExplain& what) {
  return English(what).text();
}

}  // namespace detente::agreements
