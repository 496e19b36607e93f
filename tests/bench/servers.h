#pragma once

#include <Poco/Pipe.h>
#include <Poco/Process.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "tests/support/running_server.h"

namespace freezer::bench {

/// The service as a daemon runs it: a process on a store, with its log in a file
/// beside that. It has ended in good order when this is gone, and its log is too.
class Service {
 public:
  /// `settings` are added to the environment that the store needs.
  explicit Service(const std::filesystem::path& store, const test::Environment& settings = {});
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

/// bare_poco as a process that answers with `body`.
class BarePoco {
 public:
  /// Keeps the body in a file in `folder`.
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

/// What a server on the loopback answers to one request.
struct Answer {
  int status = 0;
  std::string body;
};
Answer ask(std::uint16_t port, const test::Ask& ask);

/// The same, where anything but `status` throws.
std::string askFor(int status, std::uint16_t port, const test::Ask& ask);

}  // namespace freezer::bench
