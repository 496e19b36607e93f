#include "server/http/ip_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace freezer::server {
namespace {

using Octets = std::array<unsigned char, 16>;

constexpr Octets kIpv4Prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr std::size_t kBeforeIpv4 = 12;

Octets octetsOf(const Poco::Net::IPAddress& address) {
  Octets octets = kIpv4Prefix;
  const auto* const bytes = static_cast<const unsigned char*>(address.addr());
  const auto size = static_cast<std::size_t>(address.length());
  std::copy_n(bytes, size, octets.end() - static_cast<std::ptrdiff_t>(size));
  return octets;
}

Poco::Net::IPAddress addressOf(const Octets& octets) {
  return {octets.data(), static_cast<poco_socklen_t>(octets.size())};
}

}  // namespace

IpAddress::IpAddress(const Poco::Net::IPAddress& address)
    : address_(addressOf(octetsOf(address))) {}

// Poco parses addresses by inet_aton(), which reads "10.1" as 10.0.0.1, and prints ::2 as "::".

std::optional<IpAddress> IpAddress::parse(const std::string& text) {
  Octets octets = kIpv4Prefix;
  if (::inet_pton(AF_INET, text.c_str(), &octets[kBeforeIpv4]) == 1 ||
      ::inet_pton(AF_INET6, text.c_str(), octets.data()) == 1) {
    return IpAddress(addressOf(octets));
  }
  return std::nullopt;
}

std::string IpAddress::text() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const Octets octets = octetsOf(address_);
  const bool ipv4 = isIpv4();
  const unsigned char* const begin = ipv4 ? &octets[kBeforeIpv4] : octets.data();
  return ::inet_ntop(ipv4 ? AF_INET : AF_INET6, begin, text.data(), text.size());
}

IpAddress IpAddress::network(unsigned bits) const {
  return IpAddress(address_ & Poco::Net::IPAddress(bits, Poco::Net::IPAddress::IPv6));
}

bool IpAddress::isWithin(const IpAddress& network, unsigned bits) const {
  return this->network(bits).address_ == network.network(bits).address_;
}

}  // namespace freezer::server
