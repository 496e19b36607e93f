#include "server/auth/noauth.h"

namespace freezer::server {

NoAuth::NoAuth(const std::string& user, const std::string& project)
    : credentials_(std::make_shared<Credentials>(Credentials{user, user, project, {"admin"}})) {}

Result<std::shared_ptr<const Credentials>> NoAuth::authenticate(const Request& /*request*/) const {
  return credentials_;
}

std::string NoAuth::identityUrl(const std::string& /*base*/) const {
  return {};
}

}  // namespace freezer::server
