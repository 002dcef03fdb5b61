#pragma once

#include <string>
#include <vector>

#include "agreements/agreement.h"
#include "agreements/verification.h"

// What `explain` is made of. Values are given in the unit that people would choose, and stay exact.
namespace detente::agreements {

enum class Tongue { english, korean };

std::string plain(base::Distance distance, Tongue tongue);  // "0.5 nautical miles (926 m)", "0.5해리(926m)"
std::string plain(base::Duration duration, Tongue tongue);  // "48 hours", "48시간"
std::string plain(base::Speed speed, Tongue tongue);        // "3 knots", "3노트"
std::string plain_class(base::VesselClass vessel_class, Tongue tongue);  // "fishing vessel", "어선"
// A moment in the time zone of the agreement: "1 November 2026, 06:00", "2026년 11월 1일 06시 00분".
std::string plain_moment(base::Instant at, int utc_offset_minutes, Tongue tongue);
std::string offset_text(int utc_offset_minutes);  // "+09:00"

// The party's name in `language`, or its code.
std::string name_of(const Agreement& agreement, const std::string& code, const std::string& language);
const Party* party_of(const Agreement& agreement, const std::string& code);
// The shape that an article speaks of, or nullptr.
const Shape* shape_of(const Agreement& agreement, const Article& article);
bool binds_all(const Agreement& agreement, const Article& article);

// What the two explanations are given.
struct ToExplain {
  const Agreement& agreement;
  const Verification& verification;
  std::vector<const Article*> articles;
  std::vector<const Shape*> shapes;  // those that these articles speak of, in order of the text
};
std::string explain_in_english(const ToExplain& what);
std::string explain_in_korean(const ToExplain& what);

}  // namespace detente::agreements
