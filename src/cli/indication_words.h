#pragma once

#include <string>

#include "agreements/agreement.h"
#include "facts/indication.h"

namespace detente::cli {

// One line for people: when, what, whose, which clause, how near, how sure. Never a finding.
//   19:41:30Z  not met as computed (likely)  KOR mmsi:440100001  article 2 keep_off_line: 312 m inside the
//   limit of 1 nmi ...
std::string indication_words(const facts::Indication& indication, const agreements::Agreement& agreement);

// 312 m, 4.2 km: for people; never compared.
std::string distance_words(base::Distance distance);

}  // namespace detente::cli
