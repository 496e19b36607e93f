#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tests/clients/identity_api.h"
#include "tests/support/raw_client.h"

namespace freezer::test {

/// Fills a service through v2 of its API with documents of one user.
class Filling {
 public:
  /// `name` is part of the IDs of clients, which are unique in all projects.
  Filling(std::uint16_t port, Token token, std::string name, int connections);

  /// Creates `count` clients, sessions, jobs and backups, and more actions; and one more of each,
  /// which it deletes. Some jobs share actions, some are in sessions, some got an event.
  void fill(int count);

  /// The client that has up to 25 jobs. The other clients have one or none.
  std::string busyClient() const { return clientId(0); }

 private:
  void createClient(int i);
  void createAction(int i);
  void createSession(int i);
  void createJob(int i);
  void createBackup(int i);
  void joinJobs(int i) const;
  void sendEvent(int i) const;
  void deleteAll(int i) const;

  std::string clientId(int i) const;
  std::string clientOfJob(int i) const;
  std::string jobActions(int i) const;

  /// Calls `step` with 0 to `end` - 1, over several connections at once.
  static void each(int end, int connections, const std::function<void(int)>& step);

  Reply ask(const std::string& method, const std::string& path, const std::string& body,
            int status) const;

  /// Creates a document and returns its ID.
  std::string create(const std::string& noun, const std::string& body) const;

  const std::uint16_t port_;
  const Token token_;
  const std::string name_;
  const int connections_;

  int count_ = 0;

  // IDs by number.
  std::vector<std::string> actions_;
  std::vector<std::string> sessions_;
  std::vector<std::string> jobs_;
  std::vector<std::string> backups_;
};

}  // namespace freezer::test
