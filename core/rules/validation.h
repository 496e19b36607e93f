#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"

namespace freezer {

/// Every way in which `body` breaks the schema of `resource`; empty when it is
/// valid. The schema is what the table of fields says (core/resource.h). `body`
/// has the shape of a create body; pointers start with `prefix`. Safe to call
/// from several threads at once.
std::vector<Fault> validate(const Resource& resource, const Document& body,
                            std::string_view prefix = "");

/// The name of the only member of `body`. InvalidRequest, which shows what was `expected`, when it
/// does not have exactly one.
Result<std::string> onlyMember(const Document& body, std::string_view expected);

/// Whether `id` may be the id of a document: [A-Za-z0-9_-]{1,255}, or for a
/// client a client id (freezer-api-rest(7), "Documents" and "Clients").
bool isValidId(const Resource& resource, std::string_view id);

}  // namespace freezer
