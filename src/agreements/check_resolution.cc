#include <algorithm>

#include "agreements/checks.h"
#include "agreements/parse_verification.h"
#include "base/sha256.h"

namespace detente::agreements {

namespace {

std::string metres(base::Distance distance) {
  const std::int64_t tenths = (distance.mm + 99) / 100;
  return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10)) + " m";
}

}  // namespace

std::string fault_of_path(const std::string& path) {
  constexpr std::size_t kPathMax = 200;
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-' || c == '/';
  };
  if (path.empty()) return "is no path";
  if (path.size() > kPathMax) return "is longer than 200 characters";
  if (!std::all_of(path.begin(), path.end(), plain))
    return "has characters other than A-Z, a-z, 0-9, '.', '_', '-' and '/'";
  if (path.front() == '/') return "is an absolute path";
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t slash = std::min(path.find('/', at), path.size());
    const std::string_view part = std::string_view(path).substr(at, slash - at);
    if (part.empty() || part == "." || part == "..") return "has an empty part, \".\" or \"..\" in it";
    at = slash + 1;
  }
  return {};
}

Verification checked_verification(const Draft& draft, const Files& files, Diagnoses& diagnoses) {
  Verification built_in = built_in_verification();
  if (!draft.agreement.verification) return built_in;
  const FileByHash& named = *draft.agreement.verification;
  if (const std::string fault = fault_of_path(named.path); !fault.empty()) {
    diagnoses.error("E501", named.place,
                    {quoted(named.path) + " " + fault, "a text may name only files that travel with it",
                     "put the file beside the text and name it"});
    return built_in;
  }
  const auto bytes = files.read(named.path);
  if (!bytes.ok()) {
    diagnoses.error("E502", named.place,
                    {"cannot read " + quoted(named.path) + ": " + bytes.error().message});
    return built_in;
  }
  const std::string hash = base::sha256_hex(*bytes);
  if (hash != named.sha256)
    diagnoses.error("E504", named.place,
                    {quoted(named.path) + " is not the file that was agreed: its hash differs",
                     "one changed number decides differently what counts as proof",
                     "if this file is meant, write  sha256 " + hash});
  VerificationReading reading = read_verification(named.path, *bytes);
  if (reading.verification) return *reading.verification;
  const Diagnostic& first = reading.diagnostics.front();
  diagnoses.error("E506", named.place,
                  {quoted(named.path) + " has errors, the first at " + std::to_string(first.place.line) +
                       ":" + std::to_string(first.place.column) + ": " + first.message,
                   "", "run  detente check " + named.path});
  return built_in;
}

void check_resolution(const Draft& draft, const Verification& verification, Diagnoses& diagnoses) {
  for (const ArticleDraft& article : draft.articles) {
    const State& state = article.article.norm.state;
    base::Distance limit, error = verification.error_accurate;
    if (const auto* line = std::get_if<WithinOfLine>(&state)) {
      limit = line->distance;
      error = error + draft.shapes[line->line].shape.accuracy.value_or(base::Distance{0});
    } else if (const auto* vessel = std::get_if<WithinOfVessel>(&state)) {
      limit = vessel->distance;
      error = error + error;
    } else if (const auto* approach = std::get_if<ClosestApproach>(&state)) {
      limit = approach->below;
      error = error + error;
    } else {
      continue;
    }
    if (limit > error) continue;
    diagnoses.warning(
        "W306", article.state_place,
        {"a limit of " + metres(limit) + " is finer than the means of verification resolve (" +
             metres(error) + " at best)",
         "the article could never be more than undetermined", "agree on a wider limit, or on better means"});
  }
}

}  // namespace detente::agreements
