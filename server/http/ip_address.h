#pragma once

#include <Poco/Net/IPAddress.h>

#include <optional>
#include <string>

namespace freezer::server {

/// An IPv4 or IPv6 address. An IPv4 address is kept as ::ffff:192.0.2.7, as a socket for both
/// versions sees it, so that the two compare equal.
class IpAddress {
 public:
  explicit IpAddress(const Poco::Net::IPAddress& address);

  /// Reads "192.0.2.7" or "2001:db8::1", and nothing else: no port, no scope, no "10.1".
  static std::optional<IpAddress> parse(const std::string& text);

  bool isIpv4() const { return address_.isIPv4Mapped(); }

  /// The shortest form.
  std::string text() const;

  /// The network of the first `bits` of the 128.
  IpAddress network(unsigned bits) const;

  /// Whether the first `bits` of the 128 are those of `network`.
  bool isWithin(const IpAddress& network, unsigned bits) const;

 private:
  Poco::Net::IPAddress address_;  ///< Always of IPv6.
};

}  // namespace freezer::server
