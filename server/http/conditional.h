#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/freezer.h"
#include "core/result.h"
#include "server/http/request.h"

namespace freezer::server {

/// The entity tag of a version: "7", quotes included.
std::string entityTag(std::int64_t version);

/// The versions that If-Match accepts for the document to be changed. Weak tags and tags that are
/// no version match nothing (RFC 9110, section 13.1.1). Fails with InvalidRequest when the field
/// is neither "*" nor a list of entity tags.
Result<Precondition> precondition(const Request& request);

/// The entity tag of a body that has no version: its hash, quotes included.
std::string entityTag(std::string_view body);

/// Whether If-None-Match says that the client already has what `tag` stands for, with or without
/// quotes; tags are compared weakly (RFC 9110, section 13.1.2). Fails as precondition() does.
Result<bool> clientHas(const Request& request, std::string_view tag);

}  // namespace freezer::server
