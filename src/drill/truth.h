#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "drill/reception.h"
#include "drill/scenario.h"
#include "geo/motion.h"
#include "geo/shape.h"

// What really happened, looked at once a second by the slow and obvious way (spec/rehearsal.md, section 5).
namespace detente::drill {

// A vessel that is in the sea, and how it truly moves.
struct Afloat {
  std::size_t vessel;  // index into Scenario::vessels
  geo::Motion motion;
};

// A truth line about these vessels, with the members that every such line has; without a line end.
base::Json::Object truth_about(const Scenario& scenario, std::string_view truth,
                               const std::vector<std::size_t>& vessels);
std::string truth_text(base::Json::Object line);  // with the line end

// Follows the measures of a scenario.
class Truth {
 public:
  explicit Truth(const Scenario& scenario);

  // REQUIRES: one second after the last look; `afloat` in the order of the text.
  base::Outcome look(base::Instant at, const std::vector<Afloat>& afloat, const LineSink& sink);
  base::Outcome finish(const LineSink& sink);  // closes what is still open

 private:
  struct Key {
    std::size_t measure;
    std::size_t vessel;
    std::size_t other;  // of a pair, after `vessel` in the text; otherwise the vessel itself
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  struct Stay {
    base::Instant from, to;  // the first and the last moment at which it was seen
    base::Distance closest;
    base::Instant closest_at;
  };
  void look_at_outline(std::size_t measure, base::Instant at, const std::vector<Afloat>& afloat);
  void look_at_pairs(std::size_t measure, base::Instant at, const std::vector<Afloat>& afloat);
  void look_at_pair(std::size_t measure, base::Instant at, const Afloat& a, const Afloat& b);
  void seen(const Key& key, base::Instant at, base::Distance distance);
  base::Outcome close_all_before(base::Instant at, const LineSink& sink);
  std::string line_of(const Key& key, const Stay& stay) const;

  const Scenario& scenario_;
  std::vector<geo::Shape> shapes_;  // by outline
  std::map<Key, Stay> open_;
};

}  // namespace detente::drill
