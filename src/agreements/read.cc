#include <utility>

#include "agreements/checks.h"
#include "agreements/layout.h"
#include "agreements/parse_verification.h"
#include "agreements/reading.h"
#include "base/sha256.h"

namespace detente::agreements {

namespace {

// DO NOT CHANGE: signed. One line for each article and authentic language; a text holds no line end.
std::string words_bytes(const std::vector<std::string>& languages,
                        const std::vector<ArticleDraft>& articles) {
  std::string out;
  for (const ArticleDraft& article : articles)
    for (const std::string& language : languages)
      for (const LocalText& text : article.article.texts)
        if (text.language == language)
          out += article.article.number + " " + language + " " + text.text + "\n";
  return out;
}

struct Checked {
  Draft draft;
  Verification verification;
};

Checked checked(std::string_view text, const Files& files, Diagnoses& diagnoses) {
  Checked out{.draft = parse_agreement(text, diagnoses), .verification = built_in_verification()};
  Draft& draft = out.draft;
  check_parties(draft, diagnoses);
  check_languages(draft, diagnoses);
  check_shapes(draft, files, diagnoses);
  check_articles(draft, diagnoses);
  check_numbers(draft, diagnoses);
  out.verification = checked_verification(draft, files, diagnoses);
  if (diagnoses.any_errors()) return out;
  check_resolution(draft, out.verification, diagnoses);
  if (!draft.agreement.verification)
    diagnoses.warning("W301", {},
                      {"no means of verification are agreed; the built-in default applies",
                       "without agreed means nothing is more than likely",
                       "add the line  verification file \"...\" sha256 ..."});
  return out;
}

void too_large(Diagnoses& diagnoses) {
  diagnoses.error("E110", {}, {"the text is larger than 16 MiB"});
}

bool is_verification(std::string_view text) {
  return text.starts_with("verification");
}

}  // namespace

Reading read_agreement(const std::string& file_name, std::string_view text, const Files& files) {
  Reading reading;
  Diagnoses diagnoses(file_name);
  if (text.size() > kAgreementBytesMax) {
    too_large(diagnoses);
    reading.diagnostics = diagnoses.in_order();
    return reading;
  }
  Checked all = checked(text, files, diagnoses);
  reading.verification = std::move(all.verification);
  reading.diagnostics = diagnoses.in_order();
  if (diagnoses.any_errors()) return reading;

  Agreement agreement = std::move(all.draft.agreement);
  agreement.words_sha256 = base::sha256_hex(words_bytes(agreement.languages, all.draft.articles));
  agreement.reading_sha256 = base::sha256_hex(reading_bytes(std::move(all.draft.blocks)));
  const base::Duration offset{agreement.utc_offset_minutes * base::kMsPerMinute};
  agreement.in_force.from = agreement.in_force.from - offset;
  if (agreement.in_force.until) agreement.in_force.until = *agreement.in_force.until - offset;
  for (ShapeDraft& shape : all.draft.shapes) agreement.shapes.push_back(std::move(shape.shape));
  for (ArticleDraft& article : all.draft.articles) agreement.articles.push_back(std::move(article.article));
  reading.agreement = std::move(agreement);
  return reading;
}

Formatted format_text(const std::string& file_name, std::string_view text, const Files& files) {
  Formatted formatted;
  Diagnoses diagnoses(file_name);
  if (text.size() > kAgreementBytesMax) {
    too_large(diagnoses);
  } else if (is_verification(text)) {
    VerificationDraft draft = parse_verification(text, diagnoses);
    if (!diagnoses.any_errors()) formatted.text = laid_out(std::move(draft.blocks), draft.comments);
  } else {
    Checked all = checked(text, files, diagnoses);
    if (!diagnoses.any_errors()) formatted.text = laid_out(std::move(all.draft.blocks), all.draft.comments);
  }
  formatted.diagnostics = diagnoses.in_order();
  return formatted;
}

}  // namespace detente::agreements
