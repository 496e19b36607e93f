#pragma once

#include <Poco/Pipe.h>
#include <Poco/Process.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "tests/support/running_server.h"

namespace freezer::bench {

/// The service as a process on a store, with its log in a file beside the store. The destructor
/// stops the service and removes the log.
class Service {
 public:
  /// `settings` are environment variables in addition to those of the store.
  explicit Service(const std::filesystem::path& store, const test::Environment& settings = {});

  /// On the store with this URL, with the log in `folder`. `runner` as for RunningServer.
  Service(const std::string& url, const std::filesystem::path& folder,
          const test::Environment& settings = {}, const test::Words& runner = {});

  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;
  ~Service();

  std::uint16_t port() const { return server_.port(); }
  pid_t process() const { return server_.process(); }

  /// A field of /proc/PID/status, such as VmRSS, in MB.
  double megabytes(const std::string& field) const;

 private:
  const std::filesystem::path log_;
  test::RunningServer server_;
};

/// A process of bare_poco that answers with `body`.
class BarePoco {
 public:
  /// Writes the body to a file in `folder`.
  BarePoco(const std::filesystem::path& folder, const std::string& body);
  BarePoco(const BarePoco&) = delete;
  BarePoco& operator=(const BarePoco&) = delete;
  ~BarePoco();

  std::uint16_t port() const { return port_; }

 private:
  Poco::Pipe input_;
  Poco::Pipe output_;
  Poco::ProcessHandle process_;
  std::uint16_t port_ = 0;
};

/// The answer of a server on the loopback address.
struct Answer {
  int status = 0;
  std::string body;
};
Answer ask(std::uint16_t port, const test::Ask& ask);

/// The body of the answer; throws unless its status is `status`.
std::string askFor(int status, std::uint16_t port, const test::Ask& ask);

}  // namespace freezer::bench
