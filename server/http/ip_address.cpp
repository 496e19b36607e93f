#include "server/http/ip_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cstddef>

namespace freezer::server {
namespace {

constexpr std::array<unsigned char, 12> kIpv4Prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

}  // namespace

IpAddress::IpAddress(const Poco::Net::IPAddress& address) {
  const auto* const octets = static_cast<const unsigned char*>(address.addr());
  const auto size = static_cast<std::size_t>(address.length());
  std::ranges::copy(kIpv4Prefix, octets_.begin());
  std::copy_n(octets, size, octets_.end() - static_cast<std::ptrdiff_t>(size));
}

std::optional<IpAddress> IpAddress::parse(const std::string& text) {
  IpAddress address;
  if (::inet_pton(AF_INET6, text.c_str(), address.octets_.data()) == 1) return address;
  std::ranges::copy(kIpv4Prefix, address.octets_.begin());
  if (::inet_pton(AF_INET, text.c_str(), &address.octets_[kIpv4Prefix.size()]) == 1) return address;
  return std::nullopt;
}

bool IpAddress::isIpv4() const {
  return std::equal(kIpv4Prefix.begin(), kIpv4Prefix.end(), octets_.begin());
}

std::string IpAddress::text() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const bool ipv4 = isIpv4();
  const unsigned char* const octets = ipv4 ? &octets_[kIpv4Prefix.size()] : octets_.data();
  return ::inet_ntop(ipv4 ? AF_INET : AF_INET6, octets, text.data(), text.size());
}

bool IpAddress::isWithin(const IpAddress& network, int bits) const {
  for (std::size_t i = 0; bits > 0; ++i, bits -= 8) {
    const unsigned differing = octets_.at(i) ^ network.octets_.at(i);
    if (differing >> std::max(0, 8 - bits) != 0) return false;
  }
  return true;
}

}  // namespace freezer::server
