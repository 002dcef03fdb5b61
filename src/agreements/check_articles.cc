#include <algorithm>
#include <map>

#include "agreements/checks.h"

namespace detente::agreements {

namespace {

using Names = std::map<std::string, std::size_t>;

std::string lowered(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::vector<std::string_view> keys_of(const Names& names) {
  std::vector<std::string_view> keys;
  for (const auto& [name, index] : names) keys.push_back(name);
  return keys;
}

// Looks names up and remembers which were used.
class Resolver {
 public:
  Resolver(Draft& draft, Diagnoses& diagnoses)
      : draft_(draft), diagnoses_(diagnoses), used_(draft.shapes.size(), false) {
    for (std::size_t i = 0; i < draft.shapes.size(); ++i) shapes_.emplace(draft.shapes[i].shape.name, i);
    for (std::size_t i = 0; i < draft.parties.size(); ++i) parties_.emplace(draft.parties[i].party.code, i);
  }

  void check_shape_names();
  void resolve(ArticleDraft& article);
  void warn_of_unused();

 private:
  std::optional<std::size_t> shape_named(const NameAt& name, Shape::Kind kind);
  void bound(ArticleDraft& article);
  void shape(ArticleDraft& article);
  void others(ArticleDraft& article);
  void caution(const ArticleDraft& article);
  void other_parties(bool the_other, const Place& place, const std::string& instead);

  Draft& draft_;
  Diagnoses& diagnoses_;
  Names shapes_, parties_;
  std::vector<bool> used_;
  std::set<std::string> bound_;
};

void Resolver::check_shape_names() {
  std::map<std::string, std::string> folded;
  for (const ShapeDraft& draft : draft_.shapes) {
    const auto [other, is_new] = folded.emplace(lowered(draft.shape.name), draft.shape.name);
    if (is_new) continue;
    if (other->second == draft.shape.name)
      diagnoses_.error(
          "E202", draft.shape.place,
          {quoted(draft.shape.name) + " is declared twice", "", "give one of them another name"});
    else
      diagnoses_.error(
          "E203", draft.shape.place,
          {quoted(draft.shape.name) + " differs from " + quoted(other->second) + " by case alone",
           "read aloud, both are the same", "give one of them another name"});
  }
}

std::optional<std::size_t> Resolver::shape_named(const NameAt& name, Shape::Kind kind) {
  const auto found = shapes_.find(name.name);
  if (found == shapes_.end()) {
    if (draft_.declared.contains(name.name)) return std::nullopt;  // its declaration failed and was reported
    diagnoses_.error(
        "E201", name.place,
        {(kind == Shape::Kind::zone ? "no zone is called " : "no line is called ") + quoted(name.name), "",
         diagnoses_.full() ? "" : did_you_mean(name.name, keys_of(shapes_))});
    return std::nullopt;
  }
  used_[found->second] = true;
  if (draft_.shapes[found->second].shape.kind == kind) return found->second;
  if (kind == Shape::Kind::zone)
    diagnoses_.error("E204", name.place,
                     {quoted(name.name) + " is a line; only a zone has an inside", "",
                      "write  come within ... of " + name.name});
  else
    diagnoses_.error("E204", name.place,
                     {quoted(name.name) + " is a zone, not a line", "",
                      "write  inside " + name.name + "  and a caution around it"});
  return std::nullopt;
}

void Resolver::resolve(ArticleDraft& article) {
  bound(article);
  shape(article);
  others(article);
  if (article.article.norm.caution) caution(article);
}

void Resolver::bound(ArticleDraft& article) {
  std::vector<std::string>& codes = article.article.norm.bound;
  if (article.each_party)
    for (const auto& [code, index] : parties_) codes.push_back(code);
  for (const NameAt& party : article.bound) {
    if (!parties_.contains(party.name)) {
      if (!draft_.declared.contains(party.name))
        diagnoses_.error("E201", party.place,
                         {"no party is called " + quoted(party.name), "",
                          diagnoses_.full() ? "" : did_you_mean(party.name, keys_of(parties_))});
    } else if (std::find(codes.begin(), codes.end(), party.name) != codes.end()) {
      diagnoses_.error("E202", party.place, {"party " + party.name + " is named twice", "", "name it once"});
    } else {
      codes.push_back(party.name);
    }
  }
  std::sort(codes.begin(), codes.end());
  bound_.insert(codes.begin(), codes.end());
}

void Resolver::shape(ArticleDraft& article) {
  if (!article.shape) return;
  if (auto* inside = std::get_if<InsideZone>(&article.article.norm.state)) {
    if (const auto index = shape_named(*article.shape, Shape::Kind::zone)) inside->zone = *index;
  } else if (auto* within = std::get_if<WithinOfLine>(&article.article.norm.state)) {
    if (const auto index = shape_named(*article.shape, Shape::Kind::line)) within->line = *index;
  }
}

void Resolver::other_parties(bool the_other, const Place& place, const std::string& instead) {
  if (draft_.parties_declared < 2)
    diagnoses_.error("E212", place, {"there is no other party", "", "declare at least two parties"});
  else if (the_other && draft_.parties_declared > 2)
    diagnoses_.error("E211", place,
                     {"\"the other party\" among " + std::to_string(draft_.parties_declared) + " parties",
                      "with more than two parties it does not say which", "write  " + instead});
}

void Resolver::others(ArticleDraft& article) {
  Prohibition& norm = article.article.norm;
  if (article.other_party) other_parties(true, *article.other_party, "\"of any other party\"");
  if (!norm.exception) return;
  if (draft_.parties.size() == 2) norm.exception->every_other_party = true;  // any other one is the only one
  other_parties(article.notified == Others::the_other, article.notified_place,
                "\"every other party\" or \"any other party\"");
  if (article.notified_of->name != norm.vessel.variable)
    diagnoses_.error("E201", article.notified_of->place,
                     {"the vessel that this article binds is called " + quoted(norm.vessel.variable) +
                          ", not " + quoted(article.notified_of->name),
                      "a notice is given of one's own vessel", "write  of " + norm.vessel.variable});
}

void Resolver::caution(const ArticleDraft& article) {
  const Prohibition& norm = article.article.norm;
  const Caution& caution = *norm.caution;
  const auto* approach = std::get_if<ClosestApproach>(&norm.state);
  const auto* of_line = std::get_if<WithinOfLine>(&norm.state);
  const auto* of_vessel = std::get_if<WithinOfVessel>(&norm.state);
  if ((approach != nullptr) != article.caution_is_approach)
    return diagnoses_.error("E213", caution.place,
                            {"the caution measures something else than the article", "",
                             approach != nullptr ? "write  caution closest approach below ..."
                                                 : "write  caution within ... of ..."});
  if (article.caution_of && (!article.shape || shapes_.contains(article.shape->name))) {
    const std::string& wanted = of_vessel != nullptr ? of_vessel->other.filter.variable : article.shape->name;
    if (article.caution_of->name != wanted)
      diagnoses_.error("E213", article.caution_of->place,
                       {"the caution is about " + quoted(article.caution_of->name) + ", the article about " +
                            quoted(wanted),
                        "", "write  of " + wanted});
  }
  base::Distance limit{0};  // a zone's own edge
  if (approach != nullptr) limit = approach->below;
  if (of_line != nullptr) limit = of_line->distance;
  if (of_vessel != nullptr) limit = of_vessel->distance;
  bool wider = caution.distance > limit;
  if (approach != nullptr) {
    const base::Duration within = caution.within.value_or(approach->within);
    wider = caution.distance >= limit && within >= approach->within &&
            (caution.distance > limit || within > approach->within);
  }
  if (!wider && !article.guessed)
    diagnoses_.error("E216", caution.place,
                     {"the caution is not wider than the limit of the article",
                      "it would come when it is too late to turn away",
                      "write a greater distance than that of the article"});
}

void Resolver::warn_of_unused() {
  for (std::size_t i = 0; i < used_.size(); ++i)
    if (!used_[i])
      diagnoses_.warning("W302", draft_.shapes[i].shape.place,
                         {quoted(draft_.shapes[i].shape.name) + " is used by no article"});
  if (draft_.articles.empty()) return;
  for (const PartyDraft& party : draft_.parties)
    if (!bound_.contains(party.party.code))
      diagnoses_.warning("W303", party.party.place,
                         {"party " + party.party.code + " is bound by no article"});
  for (std::size_t i = 0; i < used_.size(); ++i)
    if (used_[i] && !draft_.shapes[i].shape.accuracy)
      diagnoses_.warning(
          "W305", draft_.shapes[i].shape.place,
          {"the accuracy of " + quoted(draft_.shapes[i].shape.name) + " is unknown",
           "without it no indication about it is more than undetermined", "agree on an accuracy"});
}

}  // namespace

void check_parties(Draft& draft, Diagnoses& diagnoses) {
  std::set<std::string> seen;
  for (const PartyDraft& party : draft.parties)
    if (!seen.insert(party.party.code).second)
      diagnoses.error("E202", party.party.place,
                      {"party " + party.party.code + " is declared twice", "", "keep one"});
  std::vector<Party>& parties = draft.agreement.parties;
  for (const PartyDraft& party : draft.parties) parties.push_back(party.party);
  std::stable_sort(parties.begin(), parties.end(),
                   [](const Party& a, const Party& b) { return a.code < b.code; });
}

void check_articles(Draft& draft, Diagnoses& diagnoses) {
  Resolver resolver(draft, diagnoses);
  resolver.check_shape_names();
  std::set<std::string> numbers, names;
  for (ArticleDraft& article : draft.articles) {
    if (!numbers.insert(article.article.number).second)
      diagnoses.error("E202", article.article.place,
                      {"two articles have the number " + article.article.number, "", "number them apart"});
    if (!names.insert(article.article.name).second)
      diagnoses.error("E202", article.article.place,
                      {"two articles have the name " + quoted(article.article.name), "", "name them apart"});
    resolver.resolve(article);
  }
  if (!diagnoses.any_errors()) resolver.warn_of_unused();
}

}  // namespace detente::agreements
