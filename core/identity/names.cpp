#include "core/identity/names.h"

#include <utility>

#include "core/text.h"

namespace freezer {
namespace {

Error missing(std::string_view kind, const std::string& name) {
  return {ErrorCode::NotFound, "there is no " + std::string(kind) + " " + excerpt(name)};
}

}  // namespace

Result<User> userNamed(IdentityView& view, const std::string& name) {
  for (const NamedBy by : {NamedBy::Name, NamedBy::Id}) {
    auto found = view.user(by, name);
    if (!found) return found.error();
    if (found.value()) return *std::move(found).value();
  }
  return missing("user", name);
}

Result<Project> projectNamed(IdentityView& view, const std::string& name) {
  for (const NamedBy by : {NamedBy::Name, NamedBy::Id}) {
    auto found = view.project(by, name);
    if (!found) return found.error();
    if (found.value()) return *std::move(found).value();
  }
  return missing("project", name);
}

}  // namespace freezer
