#pragma once

#include <string>
#include <vector>

#include "tests/faults/hostile/attacks.h"
#include "tests/faults/hostile/live_client.h"
#include "tests/support/program.h"
#include "tests/support/running_server.h"

namespace freezer::test {

/// Attacks on `serve` with its default settings, one after another, on one store. Beside each runs
/// a live client, which must not notice it.
class Hostile : public ProgramTest {
 public:
  struct Options {
    int seconds = 10;      ///< Of each attack.
    int backups = 20'000;  ///< In the store before the first attack.
    std::string attack;    ///< The name of the only attack; empty: all.
  };

  Hostile(const Options& options, std::vector<AttackFigures>& figures)
      : options_(options), figures_(figures) {}

  void TestBody() override;

 private:
  void fillStore();
  void withstand(const Attack& attack);

  const Options options_;
  std::vector<AttackFigures>& figures_;
};

}  // namespace freezer::test
