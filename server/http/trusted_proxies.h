#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"
#include "server/http/ip_address.h"

namespace freezer::server {

/// The proxies whose X-Forwarded fields are trusted. None unless they are configured: any other
/// sender could pass for another client, or make links that lead to another host.
class TrustedProxies {
 public:
  /// Reads addresses, networks such as "10.0.0.0/8", and "unix" for all clients of the Unix
  /// socket, separated by commas or blanks. Fails with InvalidRequest, naming the entry that is
  /// none of these.
  static Result<TrustedProxies> parse(std::string_view list);

  bool include(const IpAddress& address) const;
  bool includeUnixSocket() const { return unixSocket_; }

 private:
  std::vector<std::pair<IpAddress, unsigned>> networks_;  ///< Addresses, and how many bits count.
  bool unixSocket_ = false;
};

}  // namespace freezer::server
