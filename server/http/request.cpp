#include "server/http/request.h"

#include <cstddef>

#include "core/uuid.h"

namespace freezer::server {
namespace {

constexpr std::string_view kPrefix = "req-";
constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
constexpr std::string_view kHexDigits = "0123456789abcdef";

}  // namespace

std::string newRequestId() {
  return newUuid().insert(0, kPrefix);
}

bool isRequestId(std::string_view id) {
  if (!id.starts_with(kPrefix)) return false;
  id.remove_prefix(kPrefix.size());
  if (id.size() != kShape.size()) return false;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const bool fits = kShape[i] == '-' ? id[i] == '-' : kHexDigits.find(id[i]) != kHexDigits.npos;
    if (!fits) return false;
  }
  return true;
}

}  // namespace freezer::server
