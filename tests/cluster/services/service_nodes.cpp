#include "tests/cluster/services/service_nodes.h"

#include <gtest/gtest.h>

#include <csignal>
#include <thread>

namespace freezer::test {

ServiceNodes::ServiceNodes(std::array<Environment, kServices> environments) {
  for (std::size_t i = 0; i < kServices; ++i) nodes_[i].environment = std::move(environments[i]);
}

void ServiceNodes::startAll() {
  std::vector<std::jthread> starts;
  for (std::size_t i = 0; i < kServices; ++i) starts.emplace_back([this, i] { start(i); });
}

void ServiceNodes::start(std::size_t index) {
  Node& node = nodes_.at(index);
  node.server = std::make_unique<RunningServer>(Words{"--log-level", "warning"}, node.environment);
  EXPECT_NE(node.server->port(), 0) << node.server->text();
  node.port = node.server->port();
}

int ServiceNodes::end(std::size_t index, int signal) {
  Node& node = nodes_.at(index);
  const int status = node.server->endBy(signal);
  node.port = 0;
  return status;
}

void ServiceNodes::pause(std::size_t index) {
  ::kill(nodes_.at(index).server->process(), SIGSTOP);
}

void ServiceNodes::resume(std::size_t index) {
  ::kill(nodes_.at(index).server->process(), SIGCONT);
}

}  // namespace freezer::test
