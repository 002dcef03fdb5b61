#include <algorithm>

#include "agreements/parser.h"

namespace detente::agreements {

namespace {

// "1", "1.3", "12.3.1": up to four numbers from 1 to 9999.
bool is_article_number(std::string_view text) {
  int parts = 1, digits = 0;
  for (const char c : text) {
    if (c == '.') {
      if (digits == 0 || ++parts > 4) return false;
      digits = 0;
    } else if (c < '0' || c > '9' || (digits == 0 && c == '0') || ++digits > 4) {
      return false;
    }
  }
  return digits > 0;
}

std::vector<std::string_view> class_names() {
  std::vector<std::string_view> names;
  for (int i = 1; i <= static_cast<int>(base::VesselClass::other); ++i)
    names.push_back(base::name_of(static_cast<base::VesselClass>(i)));
  return names;
}

}  // namespace

bool Parser::article() {
  cursor_.begin_block(kArticles, "", Gap::before);
  cursor_.begin_line(2);
  cursor_.want("article");
  ArticleDraft draft;
  const auto number = cursor_.want_token(Token::Kind::number, "the number of the article");
  if (!number) return false;
  if (!is_article_number(number->name)) {
    diagnoses_.error("E150", number->place,
                     {quoted(number->name) + " is no article number", "", "write 1, 1.3 or 1.3.2"});
    return false;
  }
  const auto name = cursor_.want_name("the name of the article");
  if (!name) return false;
  const bool small =
      std::none_of(name->name.begin(), name->name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!small) {
    diagnoses_.error("E151", name->place, {"the name of an article has small letters, digits and _ only"});
    return false;
  }
  draft.article.number = number->name;
  draft.article.name = name->name;
  draft.article.place = span(number->place, name->place);
  const std::size_t guesses = cursor_.guesses();
  if (!texts(draft) || !subject(draft) || !state(draft)) return false;
  if (cursor_.at("except") && !exception(draft)) return false;
  if (cursor_.at("caution") && !caution(draft)) return false;
  if (!cursor_.peek().first_of_line) {
    cursor_.unexpected("\"except when\", \"caution\" or the next declaration",
                       {"except", "caution", "for", "with"});
    return false;
  }
  draft.guessed = cursor_.guesses() != guesses;
  if (draft_.articles.size() == kArticlesMax) {
    diagnoses_.error("E140", number->place,
                     {"the agreement has more than " + std::to_string(kArticlesMax) + " articles"});
    return false;
  }
  draft_.articles.push_back(std::move(draft));
  return true;
}

bool Parser::texts(ArticleDraft& draft) {
  while (cursor_.at("text")) {
    cursor_.begin_line(4, true);
    cursor_.want("text");
    const auto language = cursor_.want_language();
    if (!language) return false;
    auto text = cursor_.want_string("the text of the article");
    if (!text) return false;
    if (draft.article.texts.size() == kLanguagesMax) {
      diagnoses_.error("E140", language->place,
                       {"an article has more than " + std::to_string(kLanguagesMax) + " texts"});
      return false;
    }
    draft.article.texts.push_back({.language = language->name, .text = std::move(*text)});
    draft.text_places.push_back(language->place);
  }
  return true;
}

bool Parser::subject(ArticleDraft& draft) {
  cursor_.begin_line(4);
  if (cursor_.take("each")) {
    draft.each_party = true;
    if (!cursor_.want("party")) return false;
  } else {
    bool last = false;
    while (!last) {
      if (cursor_.peek().kind != Token::Kind::word || is_keyword(cursor_.peek().raw)) {
        cursor_.unexpected("\"each party must not\" or the code of a party", {"each", "text"});
        return false;
      }
      const auto code = cursor_.want_code("a party code");
      if (!code) return false;
      if (draft.bound.size() == kPartiesMax) {
        diagnoses_.error("E140", code->place,
                         {"more than " + std::to_string(kPartiesMax) + " parties are named here"});
        return false;
      }
      draft.bound.push_back(*code);
      if (cursor_.peek().kind == Token::Kind::comma)
        cursor_.want_comma();
      else
        last = !cursor_.take("and");
    }
  }
  return cursor_.want("must not");
}

bool Parser::filter(VesselFilter& filter) {
  const auto variable = cursor_.want_name("a short name for the vessel, such as v");
  if (!variable) return false;
  filter.variable = variable->name;
  filter.place = variable->place;
  bool seen_class = false, seen_speed = false;
  while (cursor_.take("with")) {
    if (cursor_.at("class") && !seen_class && !seen_speed) {
      seen_class = true;
      cursor_.want("class");
      do {
        const Token token = cursor_.peek();
        const auto vessel_class =
            token.kind == Token::Kind::word ? base::vessel_class_named(token.raw) : std::nullopt;
        if (!vessel_class || *vessel_class == base::VesselClass::unknown) {
          cursor_.unexpected("a class of vessels (fishing, naval, cargo, ...)", class_names());
          return false;
        }
        if (std::find(filter.classes.begin(), filter.classes.end(), *vessel_class) != filter.classes.end()) {
          diagnoses_.error("E124", token.place,
                           {"the class " + std::string(token.raw) + " is named twice", "", "name it once"});
          return false;
        }
        filter.classes.push_back(*vessel_class);
        cursor_.want(token.raw);
      } while (cursor_.take("or"));
    } else if (cursor_.at("speed") && !seen_speed) {
      seen_speed = true;
      if (!speed(filter)) return false;
    } else {
      cursor_.unexpected("\"class\", then \"speed\", each once", {"class", "speed"});
      return false;
    }
  }
  return true;
}

bool Parser::speed(VesselFilter& filter) {
  cursor_.want("speed");
  const std::size_t guesses = cursor_.guesses();
  const Place from = cursor_.peek().place;
  if (cursor_.at("at")) {
    if (!cursor_.want("at least")) return false;
    const auto least = cursor_.want_quantity("a speed", ranges::kSpeed);
    if (!least) return false;
    filter.speed_at_least = base::Speed{*least};
    if (!cursor_.at("and", "less")) return true;
    cursor_.want("and");
  }
  if (!cursor_.want("less than")) return false;
  const auto most = cursor_.want_quantity("a speed", ranges::kSpeed);
  if (!most) return false;
  filter.speed_less_than = base::Speed{*most};
  if (filter.speed_at_least && *filter.speed_at_least >= *filter.speed_less_than &&
      cursor_.guesses() == guesses)
    diagnoses_.error(
        "E217", span(from, cursor_.last_place()),
        {"no speed is at least the first and less than the second", "", "write the smaller speed first"});
  return true;
}

bool Parser::state(ArticleDraft& draft) {
  cursor_.begin_line(6);
  if (!cursor_.want("have vessel") || !filter(draft.article.norm.vessel)) return false;
  cursor_.begin_line(6);
  if (cursor_.take("inside")) {
    draft.shape = cursor_.want_name("the name of a zone");
    if (!draft.shape) return false;
    draft.state_place = draft.shape->place;
    draft.article.norm.state = InsideZone{};
  } else if (cursor_.at("come")) {
    if (!come_within(draft)) return false;
  } else if (cursor_.at("closest")) {
    if (!approach(draft)) return false;
  } else {
    cursor_.unexpected("\"inside\", \"come within\", \"closest approach to\" or \"with\"",
                       {"inside", "come", "closest", "with"});
    return false;
  }
  if (!cursor_.take("for")) return true;
  if (!cursor_.want("at least")) return false;
  const auto least = cursor_.want_quantity("a duration", ranges::kForAtLeast);
  if (!least) return false;
  draft.article.norm.for_at_least = base::Duration{*least};
  return true;
}

bool Parser::come_within(ArticleDraft& draft) {
  if (!cursor_.want("come within")) return false;
  const auto distance = cursor_.want_quantity("a distance", ranges::kLimit);
  if (!distance) return false;
  draft.state_place = cursor_.last_place();
  if (!cursor_.want("of")) return false;
  if (cursor_.take("vessel")) {
    WithinOfVessel state{.distance = {*distance}, .other = {}};
    if (!other_vessel(draft, state.other)) return false;
    draft.article.norm.state = state;
    return true;
  }
  draft.shape = cursor_.want_name("the name of a line, or \"vessel\"");
  if (!draft.shape) return false;
  draft.article.norm.state = WithinOfLine{.distance = {*distance}, .line = 0};
  return true;
}

bool Parser::approach(ArticleDraft& draft) {
  ClosestApproach state;
  if (!cursor_.want("closest approach to vessel") || !other_vessel(draft, state.other) ||
      !cursor_.want("below"))
    return false;
  const auto below = cursor_.want_quantity("a distance", ranges::kLimit);
  if (!below) return false;
  draft.state_place = cursor_.last_place();
  if (!cursor_.want("within")) return false;
  const auto within = cursor_.want_quantity("a time to the closest approach", ranges::kApproachTime);
  if (!within) return false;
  state.below = {*below};
  state.within = {*within};
  draft.article.norm.state = state;
  return true;
}

bool Parser::other_vessel(ArticleDraft& draft, OtherVessel& other) {
  if (!filter(other.filter)) return false;
  if (other.filter.variable == draft.article.norm.vessel.variable)
    diagnoses_.error(
        "E202", other.filter.place,
        {"both vessels are called " + quoted(other.filter.variable), "", "give the second one another name"});
  const Place from = cursor_.peek().place;
  if (!cursor_.take("of")) return true;
  other.of_another_party = true;
  if (cursor_.take("the")) {
    if (!cursor_.want("other party")) return false;
    draft.other_party = span(from, cursor_.last_place());
    return true;
  }
  return cursor_.want("any other party");
}

bool Parser::exception(ArticleDraft& draft) {
  cursor_.begin_line(4);
  if (!cursor_.want("except when that party notified")) return false;
  const Place from = cursor_.peek().place;
  if (cursor_.take("the")) {
    draft.notified = Others::the_other;
  } else if (cursor_.take("any")) {
    draft.notified = Others::any_other;
  } else if (!cursor_.take("every")) {
    cursor_.unexpected("\"every other party\", \"any other party\" or \"the other party\"",
                       {"every", "any", "the"});
    return false;
  }
  if (!cursor_.want("other party")) return false;
  draft.notified_place = span(from, cursor_.last_place());
  if (!cursor_.want("of")) return false;
  draft.notified_of = cursor_.want_name("the vessel");
  if (!draft.notified_of) return false;
  NotifiedException exception;
  exception.every_other_party = draft.notified != Others::any_other;
  if (!notice_time(exception)) return false;
  draft.article.norm.exception = exception;
  return true;
}

bool Parser::notice_time(NotifiedException& exception) {
  cursor_.begin_line(6);
  const std::size_t guesses = cursor_.guesses();
  const Place from = cursor_.peek().place;
  if (!cursor_.want("at least")) return false;
  const auto least = cursor_.want_quantity("the time of a notice", ranges::kNotice);
  if (!least) return false;
  exception.at_least = exception.at_most = {*least};
  if (cursor_.at("before")) {
    const Token before = cursor_.peek();
    const bool usual = *least < 48 * base::kMsPerHour;
    const std::string at_least = "at least " + cursor_.last_quantity();
    diagnoses_.error("E214", span(from, before.place),
                     {"a prior-notice clause must say how long a notice stays valid",
                      "with no end, one notice sent years ago would excuse every later entry",
                      "write  \"" + at_least + " and at most " + (usual ? "48 h" : "30 d") + " before\""});
  } else {
    if (!cursor_.want("and at most")) return false;
    const auto most = cursor_.want_quantity("the time of a notice", ranges::kNotice);
    if (!most) return false;
    exception.at_most = {*most};
  }
  if (!cursor_.want("before")) return false;
  exception.place = span(from, cursor_.last_place());
  if (exception.at_least > exception.at_most && cursor_.guesses() == guesses)
    diagnoses_.error(
        "E215", exception.place,
        {"no notice is at least the first and at most the second",
         "the interval is empty, and the exception could never apply", "write the shorter time first"});
  if (!cursor_.take("by")) return true;
  exception.clock = NotifiedException::Clock::sent;
  return cursor_.want("sending time");
}

bool Parser::caution(ArticleDraft& draft) {
  const Place from = cursor_.peek().place;
  cursor_.begin_line(4);
  cursor_.want("caution");
  Caution caution;
  if (cursor_.take("closest")) {
    draft.caution_is_approach = true;
    if (!cursor_.want("approach below")) return false;
  } else if (!cursor_.take("within")) {
    cursor_.unexpected("\"within\" or \"closest approach below\"", {"within", "closest"});
    return false;
  }
  const auto distance = cursor_.want_quantity("a distance", ranges::kLimit);
  if (!distance) return false;
  caution.distance = {*distance};
  if (!draft.caution_is_approach) {
    if (!cursor_.want("of")) return false;
    draft.caution_of = cursor_.want_name("what the article keeps clear of");
    if (!draft.caution_of) return false;
  } else if (cursor_.take("within")) {
    const auto within = cursor_.want_quantity("a time to the closest approach", ranges::kApproachTime);
    if (!within) return false;
    caution.within = base::Duration{*within};
  }
  caution.place = span(from, cursor_.last_place());
  draft.article.norm.caution = caution;
  return true;
}

}  // namespace detente::agreements
