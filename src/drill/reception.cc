#include "drill/reception.h"

#include <algorithm>

#include "geo/distance.h"

namespace detente::drill {

namespace {

constexpr base::Duration kRepeatMost{2 * base::kMsPerSecond};

// Changes one character of the payload to another one that may stand there; the checksum stays.
void damage(std::string& sentence, Random& random) {
  const std::size_t end = sentence.rfind(',');
  const std::size_t begin = sentence.rfind(',', end - 1) + 1;
  if (begin >= end) return;
  char& struck = sentence[begin + static_cast<std::size_t>(
                                      random.between(0, static_cast<std::int64_t>(end - begin) - 1))];
  struck = struck == 'w' ? '0' : struck == 'W' ? '`' : static_cast<char>(struck + 1);
}

}  // namespace

Reception::Reception(const Scenario& scenario, std::uint64_t seed)
    : scenario_(scenario),
      seed_(seed),
      counts_(scenario.stations.size()),
      sequence_(scenario.stations.size(), 0) {
  for (const Hole& hole : scenario.holes) {
    zone_of_.push_back(zones_.size());
    if (hole.outline) zones_.push_back(geo::Shape::zone(scenario.outlines[*hole.outline].vertices));
  }
}

bool Reception::in_hole(std::size_t station, base::Instant at, geo::Position where) const {
  for (std::size_t i = 0; i < scenario_.holes.size(); ++i) {
    const Hole& hole = scenario_.holes[i];
    if ((hole.station && *hole.station != station) || !hole.when.holds(at)) continue;
    const bool inside =
        hole.outline ? zones_[zone_of_[i]].holds(where) : geo::distance(hole.centre, where) <= hole.radius;
    if (inside) return true;
  }
  return false;
}

void Reception::hear(std::uint64_t vessel_key, base::Instant at, geo::Position where,
                     const Transmitter::Sent& sent) {
  for (std::size_t i = 0; i < scenario_.stations.size(); ++i) {
    const Station& station = scenario_.stations[i];
    if (geo::distance(station.at, where) > station.range)
      ++counts_[i].out_of_range;
    else if (in_hole(i, at, where))
      ++counts_[i].in_hole;
    else
      // A stream of its own for each message and station: what one draws moves no other.
      receive(i, at, sent, Random(seed_ ^ vessel_key, Purpose::reception, i, sent.number));
  }
}

void Reception::receive(std::size_t station_index, base::Instant at, const Transmitter::Sent& sent,
                        Random random) {
  const Station& station = scenario_.stations[station_index];
  StationCounts& counts = counts_[station_index];
  if (random.chance(station.loss.per_million)) {
    ++counts.lost;
    return;
  }
  int& sequence = sequence_[station_index];
  std::vector<std::string> sentences = sentences_of(sent.payload, sequence, sent.channel);
  if (sentences.size() > 1) sequence = (sequence + 1) % 10;
  const bool damaged = random.chance(station.damaged.per_million);
  if (damaged) {
    const std::int64_t last = static_cast<std::int64_t>(sentences.size()) - 1;
    damage(sentences[static_cast<std::size_t>(random.between(0, last))], random);
  }
  const base::Instant clock = at + station.clock;
  const std::string before =
      tag_block(station.name, scenario_.stamp_seconds ? clock.ms / base::kMsPerSecond : clock.ms);
  std::string lines;
  for (const std::string& sentence : sentences) lines += before + sentence + '\n';

  base::Instant arrival = at + base::Duration{random.between(station.delay.least.ms, station.delay.most.ms)};
  const bool late = random.chance(station.late.per_million);
  if (late) arrival = arrival + base::Duration{random.between(1, station.late_most.ms)};
  const bool repeated = random.chance(station.repeated.per_million);
  const base::Instant again = arrival + base::Duration{random.between(0, kRepeatMost.ms)};
  if (!enqueue(arrival, lines)) {
    ++counts.overflow;
    return;
  }
  ++counts.heard;
  counts.damaged += damaged ? 1 : 0;
  counts.late += late ? 1 : 0;
  counts.repeated += repeated && enqueue(again, std::move(lines)) ? 1 : 0;
}

bool Reception::enqueue(base::Instant at, std::string lines) {
  if (under_way_.size() >= kUnderWayMax) return false;
  under_way_.push_back({at, order_++, std::move(lines)});
  std::push_heap(under_way_.begin(), under_way_.end(), later);
  return true;
}

base::Outcome Reception::deliver(base::Instant until, const LineSink& feed) {
  while (!under_way_.empty() && under_way_.front().at <= until) {
    std::pop_heap(under_way_.begin(), under_way_.end(), later);
    const std::string lines = std::move(under_way_.back().lines);
    under_way_.pop_back();
    for (std::size_t from = 0; from < lines.size();) {
      const std::size_t end = lines.find('\n', from) + 1;
      if (base::Outcome written = feed(std::string_view(lines).substr(from, end - from)); !written)
        return written;
      ++sentences_;
      from = end;
    }
  }
  return {};
}

}  // namespace detente::drill
