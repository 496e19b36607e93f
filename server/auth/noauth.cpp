#include "server/auth/noauth.h"

#include <utility>

namespace freezer::server {

NoAuth::NoAuth(std::string user, std::string project)
    : caller_{.user_id = user,
              .user_name = std::move(user),
              .project_id = std::move(project),
              .roles = {"admin"},
              .scope = {}} {}

Result<Caller> NoAuth::authenticate(const Request& /*request*/) const {
  return caller_;
}

}  // namespace freezer::server
