#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <set>
#include <stop_token>
#include <string>

#include "core/resource.h"
#include "tests/cluster/services/activity.h"
#include "tests/cluster/services/service_nodes.h"
#include "tests/support/raw_client.h"

namespace freezer::test {

/// The documents whose creation was acknowledged, and whose deletion was not requested.
class Existing {
 public:
  void add(Kind kind, const std::string& id);
  void remove(Kind kind, const std::string& id);
  std::set<std::string> all(Kind kind) const;

 private:
  mutable std::mutex mutex_;
  std::map<Kind, std::set<std::string>> ids_;
};

/// What the clients share.
struct Scene {
  ServiceNodes& services;
  Activity& activity;
  Existing existing = {};
  std::atomic<std::int64_t> acknowledged = 0;  ///< Writes.
  std::atomic<std::int64_t> unsure = 0;        ///< Requests without an answer, or with a 5xx one.
};

/// A client behind a load balancer: it uses one service, and another one for a while after the
/// first one did not answer, or answered 503.
class Client {
 public:
  /// Clients are distributed over the services by their number.
  Client(Scene& scene, std::size_t number);
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  virtual ~Client() = default;

  /// Sends requests until `stop` is requested.
  void run(const std::stop_token& stop);

 protected:
  /// The next request and what follows from its answer.
  virtual void step(const std::stop_token& stop) = 0;

  /// Sends a request once. Its outcome is unknown if isUnsure().
  Reply send(const Ask& ask);

  /// The last write was acknowledged. Its sender has waited for it if it is a `writer`.
  void acknowledge(std::optional<std::size_t> writer = std::nullopt);

  /// The number of writers and other clients begins with 0.
  std::size_t number() const { return number_; }
  std::size_t randomBelow(std::size_t end);

  Scene& scene_;

 private:
  void connect();
  void avoidService();

  const std::size_t number_;
  std::minstd_rand random_;
  std::size_t service_;
  std::chrono::steady_clock::time_point returning_{};  ///< When to use the own service again.
  std::optional<RawClient> connection_;
};

/// Whether a request may have been executed or not.
inline bool isUnsure(const Reply& reply) {
  return reply.status == 0 || reply.status >= 500;
}

/// The request that starts or ends a job of a session; `end` has the result "success".
Ask askForRun(const std::string& verb, const std::string& session_id, const std::string& job_id,
              std::int64_t tag);

/// The request that creates a job with one new action.
Ask askForSmallJob(const std::string& id);

}  // namespace freezer::test
