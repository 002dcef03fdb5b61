#include "agreements/geojson.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "agreements/draft.h"

namespace detente::agreements {

namespace {

using Json = nlohmann::json;
using Positions = std::vector<geo::Position>;

base::Error malformed(std::string message) {
  return {base::Error::Kind::malformed, std::move(message)};
}

// Looks at a text before a tree is built of it: its depth, and names that occur twice.
class Guard : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return opened(); }
  bool start_array(std::size_t) override { return opened(); }
  bool end_object() override { return closed(); }
  bool end_array() override { return closed(); }
  bool key(string_t& name) override {
    if (name == "crs") return refused("has a member \"crs\"; RFC 7946 knows WGS 84 alone");
    return names_.back().insert(name).second || refused("names a member twice");
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    return refused("is no JSON from byte " + std::to_string(position));
  }
  const std::string& fault() const { return fault_; }

 private:
  static constexpr std::size_t kDepthMax = 16;
  bool opened() {
    names_.emplace_back();
    return names_.size() <= kDepthMax || refused("is nested deeper than 16");
  }
  bool closed() {
    names_.pop_back();
    return true;
  }
  bool refused(std::string fault) {
    if (fault_.empty()) fault_ = std::move(fault);
    return false;
  }
  std::vector<std::set<std::string>> names_;
  std::string fault_;
};

std::string type_of(const Json& value) {
  if (!value.is_object()) return {};
  const auto type = value.find("type");
  return type != value.end() && type->is_string() ? type->get<std::string>() : std::string();
}

// The geometry inside a Feature or a FeatureCollection of one; nullptr where there is none.
const Json* geometry_of(const Json& root) {
  const Json* here = &root;
  if (type_of(*here) == "FeatureCollection") {
    const auto features = here->find("features");
    if (features == here->end() || !features->is_array() || features->size() != 1) return nullptr;
    here = &features->front();
  }
  if (type_of(*here) == "Feature") {
    const auto geometry = here->find("geometry");
    if (geometry == here->end()) return nullptr;
    here = &*geometry;
  }
  return here->is_object() ? here : nullptr;
}

base::Result<Positions> read_positions(const Json& list) {
  if (!list.is_array()) return malformed("has coordinates that are no list");
  if (list.size() > kVerticesMax + 1)
    return malformed("has more than " + std::to_string(kVerticesMax) + " vertices");
  Positions positions;
  positions.reserve(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string which = "vertex " + std::to_string(i + 1);
    const Json& pair = list[i];
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number() || !pair[1].is_number())
      return malformed(which + " is not [longitude, latitude]; altitudes are not used");
    const double lon = pair[0].get<double>(), lat = pair[1].get<double>();
    if (!(std::abs(lat) <= 90))
      return malformed(which + " has a latitude beyond 90 degrees; GeoJSON writes longitude first");
    if (!(std::abs(lon) <= 180)) return malformed(which + " has a longitude beyond 180 degrees");
    geo::Position position{.lat_e7 = static_cast<std::int32_t>(std::llround(lat * 1e7)),
                           .lon_e7 = static_cast<std::int32_t>(std::llround(lon * 1e7))};
    if (position.lon_e7 == -geo::kLongitudeMax) position.lon_e7 = geo::kLongitudeMax;
    positions.push_back(position);
  }
  return positions;
}

base::Result<Positions> read_checked(std::string_view text, Shape::Kind kind) {
  const Json root = Json::parse(text, nullptr, false);
  if (root.is_discarded()) return malformed("is no JSON");
  const Json* geometry = geometry_of(root);
  if (geometry == nullptr) return malformed("has no single geometry");
  const std::string type = type_of(*geometry);
  const auto coordinates = geometry->find("coordinates");
  const bool zone = kind == Shape::Kind::zone;
  const bool polygon = zone && type == "Polygon";
  if (!polygon && type != "LineString")
    return malformed(zone ? "holds no Polygon or LineString" : "holds no LineString");
  if (coordinates == geometry->end()) return malformed("has no coordinates");
  if (!polygon) {
    auto positions = read_positions(*coordinates);
    if (zone && positions.ok() && positions->size() > 3 && positions->front() == positions->back())
      positions.value().pop_back();
    return positions;
  }
  if (!coordinates->is_array() || coordinates->size() != 1)
    return malformed("has a Polygon with holes, or with no ring");
  auto ring = read_positions(coordinates->front());
  if (!ring.ok()) return ring;
  if (ring->size() < 4 || ring->front() != ring->back())
    return malformed("has a ring that does not close: the last position repeats the first");
  ring.value().pop_back();
  return ring;
}

}  // namespace

base::Result<Positions> read_geojson(std::string_view text, Shape::Kind kind) {
  if (text.size() > kGeoJsonBytesMax)
    return base::Error{base::Error::Kind::too_large, "is larger than 16 MiB"};
  Guard guard;
  if (!Json::sax_parse(text, &guard)) return malformed(guard.fault().empty() ? "is no JSON" : guard.fault());
  // The library throws only on misuse of a value, which the looks above exclude; nothing may cross the room.
  try {
    return read_checked(text, kind);
  } catch (const Json::exception&) {
    return malformed("is no GeoJSON that can be used");
  }
}

}  // namespace detente::agreements
