#include <algorithm>

#include "agreements/plain_words.h"
#include "agreements/reading.h"

namespace detente::agreements {

base::Result<std::string> explain(const Agreement& agreement, const Verification& verification,
                                  const std::string& language, const std::optional<std::string>& article) {
  if (language != "en" && language != "ko")
    return base::Error{base::Error::Kind::usage,
                       "no explanation in \"" + language + "\"; there is en and ko"};
  ToExplain what{.agreement = agreement, .verification = verification, .articles = {}, .shapes = {}};
  std::string numbers;
  for (const Article& one : agreement.articles) {
    if (!article || one.number == *article) what.articles.push_back(&one);
    if (numbers.size() < 200) numbers += (numbers.empty() ? "" : ", ") + one.number;
  }
  if (article && what.articles.empty())
    return base::Error{base::Error::Kind::missing, "the agreement has no article " + *article + "; it has " +
                                                       (numbers.empty() ? "none" : numbers)};
  for (const Shape& shape : agreement.shapes) {
    const auto speaks_of_it = [&](const Article* one) { return shape_of(agreement, *one) == &shape; };
    if (!article || std::any_of(what.articles.begin(), what.articles.end(), speaks_of_it))
      what.shapes.push_back(&shape);
  }
  return language == "ko" ? explain_in_korean(what) : explain_in_english(what);
}

}  // namespace detente::agreements
