#include "server/auth/local.h"

#include "server/identity/identity_documents.h"

namespace freezer::server {

NoAuth::NoAuth(const std::string& user, const std::string& project)
    : credentials_(std::make_shared<Credentials>(Credentials{
          .user_id = user, .user_name = user, .project_id = project, .roles = {"admin"}})) {}

Result<std::shared_ptr<const Credentials>> NoAuth::authenticate(const Request& /*request*/) const {
  return credentials_;
}

std::string NoAuth::identityUrl(const std::string& /*base*/) const {
  return {};
}

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
  return base + kIdentityPath;
}

}  // namespace freezer::server
