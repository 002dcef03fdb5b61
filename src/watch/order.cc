#include "watch/order.h"

#include <algorithm>
#include <tuple>

namespace detente::watch {

void sort_canonically(std::vector<facts::Indication>& indications) {
  std::sort(
      indications.begin(), indications.end(), [](const facts::Indication& a, const facts::Indication& b) {
        const auto key = [](const facts::Indication& i) { return std::tie(i.opened, i.article, i.subjects); };
        if (key(a) != key(b)) return key(a) < key(b);
        return facts::line_of(a).id < facts::line_of(b).id;
      });
}

}  // namespace detente::watch
