#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "tests/faults/hostile/figures.h"

namespace freezer::test {

/// The service under attack.
struct Target {
  std::uint16_t port;
  Answers& answers;  ///< To the attackers.
};

/// Work of hostile clients, all from one address.
struct Attack {
  const char* name;
  int threads;
  /// Runs in each thread until it is stopped.
  void (*run)(const Target& target, const std::stop_token& stop);
  /// The answers that the attackers may get, 0 for none: the first one must occur. Empty: any.
  std::vector<int> answers = {};
  void (*prepare)(std::uint16_t port) = nullptr;  ///< Creates what the attack needs.
  bool needsAccounts = false;                     ///< Whether it attacks the builtin accounts.
  bool goesOn = false;                            ///< Whether it goes on while the service ends.
};

std::span<const Attack> attacks();

}  // namespace freezer::test
