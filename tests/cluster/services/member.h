#pragma once

#include <string>

#include "tests/cluster/services/client.h"

namespace freezer::test {

/// The sessions that all members share.
inline constexpr std::size_t kSharedSessions = 3;
std::string sharedSession(std::size_t number);

/// A job that joins, leaves, starts and ends sessions, beside others.
class Member : public Client {
 public:
  using Client::Client;

  /// Expects that the job is in the session that was acknowledged. Valid while it does not run.
  void expectMembership(RawClient& client) const;

 private:
  void step(const std::stop_token& stop) override;

  void create();
  void join();
  void leave();
  void runInSession();

  /// Continues with another job, because the service may still execute the last request.
  void retire();

  bool exists_ = false;
  std::string session_;  ///< The acknowledged one; empty: none.
  std::size_t jobs_ = 0;
  std::string job_;
};

}  // namespace freezer::test
