#include "geo/trig.h"

#include <cfloat>
#include <sleef.h>

#if defined(__FAST_MATH__)
#error "-ffast-math would change assessments (docs/decisions/0005-arithmetic.md)"
#endif
static_assert(FLT_EVAL_METHOD == 0, "double arithmetic must round every operation to double");

namespace detente::geo {

SineCosine sine_cosine(double radians) {
  const Sleef_double_2 both = Sleef_cinz_sincosd1_u10purec(radians);
  return {both.x, both.y};
}

double arc_sine(double sine) {
  return Sleef_cinz_asind1_u10purec(sine);
}

double arc_tangent(double opposite, double adjacent) {
  return Sleef_cinz_atan2d1_u10purec(opposite, adjacent);
}

}  // namespace detente::geo
