#include "agreements/plain_words.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/time_text.h"

namespace detente::agreements {

namespace {

// 1234567 thousandths as "1,234.567".
std::string decimal(std::int64_t thousandths) {
  std::string whole = std::to_string(thousandths / 1'000);
  for (std::size_t at = whole.size(); at > 3; at -= 3) whole.insert(at - 3, ",");
  if (thousandths % 1'000 == 0) return whole;
  char behind[8];
  std::snprintf(behind, sizeof behind, ".%03d", static_cast<int>(thousandths % 1'000));
  std::string out = whole + behind;
  while (out.back() == '0') out.pop_back();
  return out;
}

std::string counted(std::int64_t thousandths, const char* one, const char* many, const char* korean,
                    Tongue tongue) {
  if (tongue == Tongue::korean) return decimal(thousandths) + korean;
  return decimal(thousandths) + " " + (thousandths == 1'000 ? one : many);
}

std::string metric(base::Distance distance, Tongue tongue) {
  const bool kilometres = distance.mm >= 1'000'000 && distance.mm % 1'000 == 0;
  const std::string number = decimal(kilometres ? distance.mm / 1'000 : distance.mm);
  return number + (tongue == Tongue::korean ? "" : " ") + (kilometres ? "km" : "m");
}

}  // namespace

std::string plain(base::Distance distance, Tongue tongue) {
  // 926 m is half a nautical mile and was hardly meant as anything else; 1,500 m was not meant as 0.81 nmi.
  const bool nautical = distance.mm > 0 && distance.mm % 50'000 != 0 &&
                        (distance.mm % (base::kMmPerNauticalMile / 10) == 0 ||
                         distance.mm % (base::kMmPerNauticalMile / 4) == 0);
  if (!nautical) return metric(distance, tongue);
  const std::int64_t thousandths = distance.mm / (base::kMmPerNauticalMile / 1'000);
  const std::string metres = decimal(distance.mm) + (tongue == Tongue::korean ? "m" : " m");
  const std::string miles = counted(thousandths, "nautical mile", "nautical miles", "해리", tongue);
  return miles + (tongue == Tongue::korean ? "(" : " (") + metres + ")";
}

std::string plain(base::Duration duration, Tongue tongue) {
  struct Step {
    std::int64_t ms;
    std::int64_t least;  // 48 hours are said as hours, 3 days as days
    const char *one, *many, *korean;
  };
  static constexpr auto kSteps = std::to_array<Step>({
      {base::kMsPerDay, 3 * base::kMsPerDay, "day", "days", "일"},
      {base::kMsPerHour, base::kMsPerHour, "hour", "hours", "시간"},
      {base::kMsPerMinute, base::kMsPerMinute, "minute", "minutes", "분"},
  });
  for (const Step& step : kSteps)
    if (duration.ms >= step.least && duration.ms % step.ms == 0)
      return counted(duration.ms / step.ms * 1'000, step.one, step.many, step.korean, tongue);
  return counted(duration.ms, "second", "seconds", "초", tongue);
}

std::string plain(base::Speed speed, Tongue tongue) {
  const std::int64_t thousandth_knot = base::kMmphPerKnot / 1'000;
  if (speed.mmph % thousandth_knot == 0)
    return counted(speed.mmph / thousandth_knot, "knot", "knots", "노트", tongue);
  return decimal(speed.mmph / 1'000) + (tongue == Tongue::korean ? "" : " ") + "km/h";
}

std::string plain_class(base::VesselClass vessel_class, Tongue tongue) {
  struct Name {
    const char *english, *korean;
  };
  static constexpr auto kNames = std::to_array<Name>({{"vessel", "선박"},
                                                      {"cargo vessel", "화물선"},
                                                      {"dredger", "준설선"},
                                                      {"fishing vessel", "어선"},
                                                      {"high-speed craft", "고속선"},
                                                      {"law-enforcement vessel", "법집행 선박"},
                                                      {"medical transport", "의료 수송선"},
                                                      {"naval vessel", "군함"},
                                                      {"passenger vessel", "여객선"},
                                                      {"pilot vessel", "도선선"},
                                                      {"pleasure craft", "레저 선박"},
                                                      {"sailing vessel", "범선"},
                                                      {"search-and-rescue vessel", "수색구조선"},
                                                      {"tanker", "유조선"},
                                                      {"tug", "예인선"},
                                                      {"wing-in-ground craft", "위그선"},
                                                      {"vessel of another class", "그 밖의 선박"}});
  static_assert(kNames.size() == static_cast<std::size_t>(base::VesselClass::other) + 1);
  const Name& name = kNames[static_cast<std::size_t>(vessel_class)];
  return tongue == Tongue::korean ? name.korean : name.english;
}

std::string plain_moment(base::Instant at, int utc_offset_minutes, Tongue tongue) {
  static constexpr auto kMonths =
      std::to_array<const char*>({"January", "February", "March", "April", "May", "June", "July", "August",
                                  "September", "October", "November", "December"});
  const std::int64_t minutes = at.ms / base::kMsPerMinute + utc_offset_minutes;
  const std::int64_t days = minutes >= 0 ? minutes / 1'440 : -((1'439 - minutes) / 1'440);
  const int in_day = static_cast<int>(minutes - days * 1'440);
  const base::CivilDate date = base::civil_from_days(days);
  char text[80];
  if (tongue == Tongue::korean)
    std::snprintf(text, sizeof text, "%d년 %d월 %d일 %02d시 %02d분", date.year, date.month, date.day,
                  in_day / 60, in_day % 60);
  else
    std::snprintf(text, sizeof text, "%d %s %d, %02d:%02d", date.day,
                  kMonths[static_cast<std::size_t>(date.month - 1)], date.year, in_day / 60, in_day % 60);
  return text;
}

std::string offset_text(int utc_offset_minutes) {
  const int size = std::abs(utc_offset_minutes);
  char text[16];
  std::snprintf(text, sizeof text, "%c%02d:%02d", utc_offset_minutes < 0 ? '-' : '+', size / 60 % 100,
                size % 60);
  return text;
}

const Party* party_of(const Agreement& agreement, const std::string& code) {
  for (const Party& party : agreement.parties)
    if (party.code == code) return &party;
  return nullptr;
}

std::string name_of(const Agreement& agreement, const std::string& code, const std::string& language) {
  if (const Party* party = party_of(agreement, code))
    for (const LocalText& name : party->names)
      if (name.language == language) return name.text;
  return code;
}

const Shape* shape_of(const Agreement& agreement, const Article& article) {
  if (const auto* inside = std::get_if<InsideZone>(&article.norm.state))
    return &agreement.shapes[inside->zone];
  if (const auto* within = std::get_if<WithinOfLine>(&article.norm.state))
    return &agreement.shapes[within->line];
  return nullptr;
}

bool binds_all(const Agreement& agreement, const Article& article) {
  return article.norm.bound.size() == agreement.parties.size();
}

}  // namespace detente::agreements
