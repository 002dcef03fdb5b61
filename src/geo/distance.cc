#include "geo/distance.h"

#include "geo/earth.h"

namespace detente::geo {

// The formula's error stays below 0.01 mm up to 200 km (earth.cc), that of the arithmetic below 0.0001 mm;
// rounding to the millimetre adds 0.5 mm. Hence kDistanceError.
base::Distance distance(Position a, Position b) {
  return {whole_millimetres(geodesic_length(ecef(a), ecef(b)))};
}

}  // namespace detente::geo
