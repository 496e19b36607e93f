#include "server/base_url.h"

#include "server/text.h"
#include "server/uri.h"

namespace freezer::server {
namespace {

/// The first of the values that the proxies on the way have put into a field.
std::string_view firstOf(const std::optional<std::string>& field) {
  std::string_view values = field ? std::string_view(*field) : std::string_view{};
  return trimmed(takeUntil(values, ','));
}

}  // namespace

std::string baseUrl(const Request& request, const Context& context) {
  std::string_view scheme = "http";
  std::string_view host = firstOf(request.host);
  if (request.fromLoopback) {
    if (firstOf(request.forwardedProto) == "https") scheme = "https";
    if (isHostAndPort(firstOf(request.forwardedHost))) host = firstOf(request.forwardedHost);
  }
  if (!isHostAndPort(host)) host = context.address;
  return std::string(scheme) + "://" + std::string(host);
}

}  // namespace freezer::server
