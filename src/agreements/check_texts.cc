#include <algorithm>
#include <map>

#include "agreements/checks.h"

namespace detente::agreements {

namespace {

bool lists(const std::vector<std::string>& languages, const std::string& language) {
  return std::find(languages.begin(), languages.end(), language) != languages.end();
}

// Every language once, every authentic one there, no other one.
void check_set(const std::vector<LocalText>& texts, const std::vector<Place>& places,
               const std::vector<std::string>& languages, bool others_allowed, const Place& owner,
               const std::string& whose, const std::string& keyword, Diagnoses& diagnoses) {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto same = [&](const LocalText& text) { return text.language == texts[i].language; };
    if (std::find_if(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(i), same) !=
        texts.begin() + static_cast<std::ptrdiff_t>(i))
      diagnoses.error(
          "E220", places[i],
          {whose + " has two entries \"" + keyword + " " + texts[i].language + "\"", "", "keep one"});
    if (!others_allowed && !languages.empty() && !lists(languages, texts[i].language))
      diagnoses.error("E219", places[i],
                      {quoted(texts[i].language) + " is not among the authentic languages", "",
                       "add it to \"languages\", or remove the text"});
  }
  for (const std::string& language : languages)
    if (std::none_of(texts.begin(), texts.end(),
                     [&](const LocalText& text) { return text.language == language; }))
      diagnoses.error("E218", owner,
                      {whose + " has no \"" + keyword + " " + language + "\"",
                       language + " is an authentic language; every one of them must say it",
                       "add the line  " + keyword + " " + language + " \"...\""});
}

// The numbers that a text writes with digits, sorted: "2 h ... 1,852 m" gives 1852, 2. A comma between digits
// groups thousands when exactly three digits follow it.
std::vector<std::string> numbers_in(const std::string& text) {
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  std::vector<std::string> numbers;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!digit(i)) continue;
    std::string number;
    while (digit(i)) {
      number += text[i++];
      if (i < text.size() && text[i] == ',' && digit(i + 1) && digit(i + 2) && digit(i + 3) && !digit(i + 4))
        ++i;
      if (i < text.size() && text[i] == '.' && digit(i + 1)) number += text[i++];
    }
    numbers.push_back(number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::string listed(const std::vector<std::string>& numbers) {
  constexpr std::size_t kShown = 8;
  std::string out;
  for (std::size_t i = 0; i < numbers.size() && i < kShown; ++i)
    out += (i > 0 ? ", " : "") + numbers[i].substr(0, 20);
  return numbers.empty() ? "none" : out + (numbers.size() > kShown ? ", ..." : "");
}

}  // namespace

void check_languages(Draft& draft, Diagnoses& diagnoses) {
  const std::vector<std::string>& languages = draft.agreement.languages;
  for (const PartyDraft& party : draft.parties)
    check_set(party.party.names, party.name_places, languages, true, party.party.place,
              "party " + party.party.code, "name", diagnoses);
  for (const ArticleDraft& article : draft.articles)
    check_set(article.article.texts, article.text_places, languages, false, article.article.place,
              "article " + article.article.number, "text", diagnoses);
}

void check_numbers(const Draft& draft, Diagnoses& diagnoses) {
  for (const ArticleDraft& article : draft.articles) {
    const std::vector<LocalText>& texts = article.article.texts;
    for (std::size_t i = 1; i < texts.size(); ++i) {
      const auto first = numbers_in(texts[0].text), other = numbers_in(texts[i].text);
      if (first == other) continue;
      diagnoses.warning("W304", article.text_places[i],
                        {"the authentic texts of article " + article.article.number +
                             " hold different numbers: " + texts[0].language + " " + listed(first) + "; " +
                             texts[i].language + " " + listed(other),
                         "both texts bind; a number in one alone is a dispute in waiting",
                         "write the same numbers, in digits, in every text"});
    }
  }
}

}  // namespace detente::agreements
