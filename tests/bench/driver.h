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

/// A request as its bytes, and the answer it must get.
struct Request {
  std::string text;
  int status = 200;
  std::string contains = {};  ///< Must occur in the body of the answer.
};

/// What a server on the loopback is asked, and how fast.
struct Load {
  std::uint16_t port = 0;
  std::span<const Request> requests;  ///< Sent in turn, again and again.
  std::size_t connections = 64;       ///< The most at a time.
  bool keepAlive = true;              ///< Else each request has a connection of its own.

  // It ends with the first of these.
  Seconds duration{std::numeric_limits<double>::infinity()};
  std::uint64_t count = std::numeric_limits<std::uint64_t>::max();

  /// Requests a second, at random moments as they come from many clients that
  /// know nothing of each other. 0: every connection asks as soon as it can.
  double rate = 0;
};

struct Measured {
  std::uint64_t requests = 0;
  Seconds elapsed{0};
  std::vector<Seconds> latencies;  ///< Counted from when a request was due.

  double perSecond() const { return static_cast<double>(requests) / elapsed.count(); }

  /// The latency that this part of the requests did not exceed.
  Seconds percentile(double part) const;
};

/// Applies the load from this thread alone, so that most of the machine is left
/// to the server. Nothing that fails is ever counted: the first answer that is not
/// the one expected, or is not there within a minute, throws std::runtime_error.
Measured run(const Load& load);

}  // namespace freezer::bench
