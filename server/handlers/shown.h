#pragma once

#include <string>
#include <string_view>

#include "core/store/store.h"
#include "server/handlers/call.h"

namespace freezer::server {

/// Appends a record as the caller is shown it: the stored text, to which v1 adds
/// _version and a backup's user_name. Nothing is parsed.
void appendShown(std::string& out, const Call& call, const Record& record);

/// Adds a member to the object, not an empty one, that `out` ends with. `json`
/// is the text of its value.
void appendMember(std::string& out, std::string_view name, std::string_view json);

}  // namespace freezer::server
