#pragma once

#include "tests/cluster/services/client.h"
#include "tests/cluster/services/rounds.h"

namespace freezer::test {

/// Starts the session of the rounds, again until it is answered.
class Scheduler : public Client {
 public:
  Scheduler(Scene& scene, Rounds& rounds, std::size_t number)
      : Client(scene, number), rounds_(rounds) {}

 private:
  void step(const std::stop_token& stop) override;

  Rounds& rounds_;
};

}  // namespace freezer::test
