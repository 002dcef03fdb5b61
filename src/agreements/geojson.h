#pragma once

#include <string_view>
#include <vector>

#include "agreements/agreement.h"
#include "base/result.h"

namespace detente::agreements {

inline constexpr std::size_t kGeoJsonBytesMax = 16 * 1024 * 1024;

// The vertices of the one geometry of a GeoJSON text (RFC 7946): a LineString for a line, a Polygon of one
// closed ring, or a LineString that is taken as the ring, for a zone. It may stand alone, in a Feature, or in
// a FeatureCollection of one. Degrees are rounded to 1e-7; a closing vertex is left out.
// Refused: a member "crs" (it could hide another datum), holes, altitudes, anything named twice, nesting
// deeper than 16, values out of range.
base::Result<std::vector<geo::Position>> read_geojson(std::string_view text, Shape::Kind kind);

}  // namespace detente::agreements
