#include "server/http/base_url.h"

#include <algorithm>

#include "server/http/text.h"
#include "server/http/uri.h"

namespace freezer::server {
namespace {

/// RFC 3986, section 3.3, percent-encoded octets included.
bool isPathCharacter(char c) {
  return isAlphanumeric(c) || std::string_view("-._~%!$&'()*+,;=:@/").find(c) != std::string::npos;
}

bool isEndpoint(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!text.starts_with(scheme)) continue;
    text.remove_prefix(scheme.size());
    return isHostAndPort(takeUntil(text, '/')) && std::ranges::all_of(text, isPathCharacter);
  }
  return false;
}

}  // namespace

std::string baseUrl(const Request& request, const Context& context) {
  if (!context.publicEndpoint.empty()) return context.publicEndpoint;
  const bool usable = request.host && isHostAndPort(*request.host);
  return std::string(request.scheme) + "://" + (usable ? *request.host : context.address);
}

Result<std::string> parsePublicEndpoint(std::string_view text) {
  if (!text.empty() && !isEndpoint(text)) {
    return Error{ErrorCode::InvalidRequest, "must be http(s)://host[:port][/path]"};
  }
  while (text.ends_with('/')) text.remove_suffix(1);
  return std::string(text);
}

}  // namespace freezer::server
