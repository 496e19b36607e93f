#include "server/http/trusted_proxies.h"

#include <algorithm>
#include <optional>
#include <string>

#include "core/text.h"
#include "server/http/text.h"

namespace freezer::server {
namespace {

constexpr unsigned kAllBits = 128;
constexpr unsigned kBitsBeforeIpv4 = 96;

/// The number of bits after the "/" of a network, counted as IpAddress does.
std::optional<unsigned> prefixBits(std::string_view text, bool isIpv4) {
  const unsigned before = isIpv4 ? kBitsBeforeIpv4 : 0;
  const auto bits = integerWithText(text);
  if (!bits || *bits < 0 || *bits > kAllBits - before) return std::nullopt;
  return before + static_cast<unsigned>(*bits);
}

std::optional<std::pair<IpAddress, unsigned>> parseNetwork(std::string_view entry) {
  const bool isNetwork = entry.find('/') != entry.npos;
  const auto address = IpAddress::parse(std::string(takeUntil(entry, '/')));
  if (!address) return std::nullopt;
  const auto bits = isNetwork ? prefixBits(entry, address->isIpv4()) : kAllBits;
  if (!bits) return std::nullopt;
  return std::pair(*address, *bits);
}

}  // namespace

Result<TrustedProxies> TrustedProxies::parse(std::string_view list) {
  TrustedProxies proxies;
  std::string spaced(list);
  std::ranges::replace(spaced, ',', ' ');
  std::string_view rest = spaced;
  while (!rest.empty()) {
    const std::string_view entry = trimmed(takeUntil(rest, ' '), kOptionalSpace);
    if (entry.empty()) continue;
    if (entry == "unix") {
      proxies.unixSocket_ = true;
    } else if (const auto network = parseNetwork(entry)) {
      proxies.networks_.push_back(*network);
    } else {
      return Error{ErrorCode::InvalidRequest,
                   "'" + std::string(entry) +
                       "' is neither an address (192.0.2.7, 2001:db8::1), nor a network "
                       "(10.0.0.0/8), nor unix."};
    }
  }
  return proxies;
}

bool TrustedProxies::include(const IpAddress& address) const {
  return std::ranges::any_of(networks_, [&](const auto& network) {
    return address.isWithin(network.first, network.second);
  });
}

}  // namespace freezer::server
