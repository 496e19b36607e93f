#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace freezer::bench {

using Seconds = std::chrono::duration<double>;

/// The bytes of a request, and the expected answer.
struct Request {
  std::string text;
  int status = 200;
  std::string contains = {};  ///< A part of the body of the answer.
};

/// The requests for a server on the loopback address, and their rate.
struct Load {
  std::uint16_t port = 0;
  std::span<const Request> requests;  ///< Sent in this order, repeatedly.
  std::size_t connections = 64;       ///< The maximum number of open connections.
  bool keepAlive = true;              ///< If false, one connection per request.

  // The load ends when one of these is reached.
  Seconds duration{std::numeric_limits<double>::infinity()};
  std::uint64_t count = std::numeric_limits<std::uint64_t>::max();

  /// Requests per second, at random times as from many independent clients. 0: as many as the
  /// connections allow.
  double rate = 0;
};

struct Measured {
  std::uint64_t requests = 0;
  Seconds elapsed{0};
  std::vector<Seconds> latencies;  ///< From the time when the request was due.

  double perSecond() const { return static_cast<double>(requests) / elapsed.count(); }

  /// The latency that this fraction of the requests did not exceed.
  Seconds percentile(double part) const;
};

/// Applies the load from the calling thread only, so most of the machine is left to the server.
/// Failures are never counted: the first unexpected answer, or none within a minute, throws
/// std::runtime_error.
Measured run(const Load& load);

}  // namespace freezer::bench
