#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "tests/cluster/services/activity.h"
#include "tests/support/running_server.h"

namespace freezer::test {

/// The `serve` processes that stand behind one load balancer.
class ServiceNodes {
 public:
  /// Each with its own environment. Starts none.
  explicit ServiceNodes(std::array<Environment, kServices> environments);

  /// Starts all at the same time. Each of them may create the schema.
  void startAll();

  void start(std::size_t index);

  /// Ends a service by a signal, and returns its status as in a shell.
  int end(std::size_t index, int signal);

  /// Stops the process by SIGSTOP: it accepts connections, and does not answer.
  void pause(std::size_t index);
  void resume(std::size_t index);

  /// What a service has logged since its last start.
  std::string log(std::size_t index) const { return nodes_.at(index).server->text(); }

  /// The port of a service; 0 while it does not run. Safe to call from any thread.
  std::uint16_t port(std::size_t index) const { return nodes_.at(index).port; }

 private:
  struct Node {
    Environment environment;
    std::unique_ptr<RunningServer> server;
    std::atomic<std::uint16_t> port = 0;
  };

  std::array<Node, kServices> nodes_;
};

}  // namespace freezer::test
