#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"
#include "server/http/ip_address.h"

namespace freezer::server {

/// The proxies whose word is taken for who sent a request, and to which URL. None
/// unless they were named: anyone else could pass for another client, or lead
/// clients astray.
class TrustedProxies {
 public:
  /// Reads addresses, networks such as "10.0.0.0/8", and "unix" for whoever comes
  /// by the Unix socket, with commas or blanks between. Fails with InvalidRequest,
  /// naming the entry that is none of these.
  static Result<TrustedProxies> parse(std::string_view list);

  bool include(const IpAddress& address) const;
  bool includeUnixSocket() const { return unixSocket_; }

 private:
  std::vector<std::pair<IpAddress, int>> networks_;  ///< Addresses, and how many bits count.
  bool unixSocket_ = false;
};

}  // namespace freezer::server
