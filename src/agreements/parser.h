#pragma once

#include <string>

#include "agreements/draft.h"

namespace detente::agreements {

// Reads an agreement one declaration at a time. A declaration that fails is left out, and reading goes on at
// the next line that begins with a keyword of a declaration; nothing here calls itself, so no text can make
// it deep.
class Parser {
 public:
  Parser(std::string_view text, Diagnoses& diagnoses) : cursor_(text, diagnoses), diagnoses_(diagnoses) {}
  Draft parse();

 private:
  enum Rank { kHeader, kParties, kLanguages, kTimezone, kInForce, kVerification, kShapes, kArticles, kEnd };

  // parse_agreement.cc
  bool header();
  bool declaration();
  void recover(const Place& failed);
  bool whole();  // `end agreement` and nothing behind it
  void require_header_fields(const Place& header);

  // parse_header.cc
  bool once(const char* name, bool& seen);
  bool party();
  bool languages();
  bool timezone();
  bool in_force();
  bool verification();
  std::optional<base::Instant> moment();  // in local time until the offset is known

  // parse_shapes.cc
  bool shape(Shape::Kind kind);
  bool accuracy(Shape& shape);
  bool vertices(ShapeDraft& draft);
  bool shape_file(ShapeDraft& draft);

  // parse_articles.cc
  bool article();
  bool texts(ArticleDraft& draft);
  bool subject(ArticleDraft& draft);
  bool filter(VesselFilter& filter);
  bool speed(VesselFilter& filter);
  bool state(ArticleDraft& draft);
  bool come_within(ArticleDraft& draft);
  bool approach(ArticleDraft& draft);
  bool other_vessel(ArticleDraft& draft, OtherVessel& other);
  bool exception(ArticleDraft& draft);
  bool notice_time(NotifiedException& exception);
  bool caution(ArticleDraft& draft);

  Cursor cursor_;
  Diagnoses& diagnoses_;
  Draft draft_;
  bool seen_languages_ = false;
  bool seen_timezone_ = false;
  bool seen_in_force_ = false;
  bool seen_verification_ = false;
  bool seen_unknown_ = false;  // a declaration that may have been meant as any of these
  bool gave_up_ = false;       // a language version we cannot read
};

// The ranges that a text may use; spec/agreement-language.md lists them.
namespace ranges {
inline constexpr Cursor::Range kAccuracy{Dimension::distance, 0, 100'000'000, "0 m to 100 km"};
inline constexpr Cursor::Range kLimit{Dimension::distance, 1'000, 200'000'000, "1 m to 200 km"};
inline constexpr Cursor::Range kSpeed{Dimension::speed, 1, 200 * base::kMmphPerKnot,
                                      "above 0 and at most 200 kn"};
inline constexpr Cursor::Range kForAtLeast{Dimension::duration, 1'000, 30 * base::kMsPerDay, "1 s to 30 d"};
inline constexpr Cursor::Range kApproachTime{Dimension::duration, 1'000, base::kMsPerHour, "1 s to 1 h"};
inline constexpr Cursor::Range kNotice{Dimension::duration, 0, 366 * base::kMsPerDay, "0 s to 366 d"};
}  // namespace ranges

}  // namespace detente::agreements
