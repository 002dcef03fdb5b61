#pragma once

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "facts/event.h"
#include "facts/indication.h"
#include "monitor/engine.h"

namespace detente::watch {

// What can be said before the watermark. A checkpoint eats what is settled; to look ahead, a copy of it eats
// what still waits, in canonical order. Each look begins again from the checkpoint, so a late point needs no
// repair.
//
// The lines carry threads of their own and name what they supersede. A thread ends with the final line of the
// same article, party and subjects, or with a provisional line whose status is `met`: on more data there is
// nothing to indicate.
class Provisional {
 public:
  explicit Provisional(const std::vector<std::shared_ptr<const monitor::Rules>>& rules);

  void settle(const std::vector<facts::Event>& events);  // in canonical order; what ends here is final
  // The lines that are new or changed since the last look.
  std::vector<facts::Indication> look(const std::vector<facts::Event>& waiting, const std::string& inputs);

 private:
  using Key = std::tuple<std::string, std::string, std::string,
                         std::vector<std::string>>;  // agreement, article, party, subjects
  static Key key_of(const facts::Indication& indication);
  struct Said {
    facts::Indication indication;
    std::string id;
    std::string thread;
  };

  std::vector<monitor::Engine> checkpoint_;
  std::map<Key, Said> said_;
};

}  // namespace detente::watch
