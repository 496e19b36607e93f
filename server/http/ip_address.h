#pragma once

#include <Poco/Net/IPAddress.h>

#include <array>
#include <optional>
#include <string>

namespace freezer::server {

/// An address of IPv4 or IPv6. One of IPv4 is kept as ::ffff:192.0.2.7, which is
/// how a socket that takes both sees it too, so that the two compare equal.
class IpAddress {
 public:
  explicit IpAddress(const Poco::Net::IPAddress& address);

  /// Reads "192.0.2.7" or "2001:db8::1", and nothing else: no port, no scope.
  static std::optional<IpAddress> parse(const std::string& text);

  bool isIpv4() const;

  /// The shortest form.
  std::string text() const;

  /// Whether the first `bits` of the 128 are those of `network`.
  bool isWithin(const IpAddress& network, int bits) const;

 private:
  IpAddress() = default;

  std::array<unsigned char, 16> octets_{};
};

}  // namespace freezer::server
