#include "feeds/assembly.h"

#include <utility>

#include "base/check.h"

namespace detente::feeds {

Assembly::Assembly() : open_(kOpenMax) {}

Assembly::Open* Assembly::find(const Sentence& sentence, const Stamp& stamp) {
  Open* latest = nullptr;
  for (Open& open : open_) {
    if (!open.used || open.sequence != sentence.sequence || open.channel != sentence.channel) continue;
    // Some receivers name the station with the first sentence only ($PGHP): a later one that names none
    // belongs to the latest that is open.
    const bool any_station = sentence.number > 1 && stamp.station.empty();
    if (!any_station && open.stamp.station != stamp.station) continue;
    if (latest == nullptr || open.latest > latest->latest) latest = &open;
  }
  return latest;
}

Assembly::Open& Assembly::room_for_one() {
  Open* oldest = &open_.front();
  for (Open& open : open_) {
    if (!open.used) return open;
    if (open.latest < oldest->latest) oldest = &open;
  }
  give_up(*oldest);
  return *oldest;
}

void Assembly::give_up(Open& open) {
  if (stale_.first_line == 0 || open.line < stale_.first_line) stale_.first_line = open.line;
  stale_.sentences += open.taken;
  open.used = false;
}

bool Assembly::is_over(const Open& open, const Stamp& stamp, std::uint64_t ordinal) const {
  if (ordinal - open.latest > kSentencesMax) return true;
  return stamp.at && open.stamp.at &&
         (*stamp.at - *open.stamp.at > kAgeMax || *open.stamp.at - *stamp.at > kAgeMax);
}

Assembly::Fate Assembly::add(const Sentence& sentence, const Stamp& stamp, Place place) {
  CHECK(sentence.count > 1);
  Open* open = find(sentence, stamp);
  if (open != nullptr && is_over(*open, stamp, place.ordinal)) {
    give_up(*open);
    open = nullptr;
  }
  if (open != nullptr && std::string_view(open->text).substr(open->latest_from) == sentence.text)
    return Fate::duplicate;
  if (sentence.number == 1) {
    if (open != nullptr) give_up(*open);  // the number is used for a new message
    open = &room_for_one();
    open->used = true;
    open->count = sentence.count;
    open->taken = 0;
    open->sequence = sentence.sequence;
    open->channel = sentence.channel;
    open->stamp = stamp;
    open->line = place.line;
    open->bits.clear();
    open->text.clear();
  } else if (open == nullptr || open->count != sentence.count || open->taken + 1 != sentence.number) {
    return Fate::orphan;
  }

  if (!open->bits.append(sentence.payload, sentence.fill)) {
    give_up(*open);
    return Fate::bad_character;
  }
  if (open->taken > 0) open->text += '\n';
  open->latest_from = open->text.size();
  open->text += sentence.text;
  open->latest = place.ordinal;
  ++open->taken;
  if (!open->stamp.at) open->stamp.at = stamp.at;
  if (open->stamp.station.empty()) open->stamp.station = stamp.station;
  if (open->taken < open->count) return Fate::waiting;
  open->used = false;
  whole_ = {.bits = &open->bits,
            .text = open->text,
            .stamp = open->stamp,
            .sentences = open->count,
            .first_line = open->line};
  return Fate::complete;
}

Assembly::Stale Assembly::take_stale() {
  return std::exchange(stale_, Stale{});
}

void Assembly::give_up_all() {
  for (Open& open : open_) {
    if (open.used) give_up(open);
  }
}

}  // namespace detente::feeds
