#include "server/auth/builtin.h"

namespace freezer::server {

Result<std::shared_ptr<const Credentials>> Builtin::authenticate(const Request& request) const {
  if (request.serviceToken) {
    const auto service = tokens_.validate(*request.serviceToken);
    if (!service) return service.error();
  }
  const auto details = tokens_.validate(request.authToken.value_or(""));
  if (!details) return details.error();
  return std::make_shared<const Credentials>(credentialsOf(details.value()));
}

std::string Builtin::identityUrl(const std::string& base) const {
  return base + "/identity/v3";
}

}  // namespace freezer::server
