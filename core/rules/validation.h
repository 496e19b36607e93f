#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"

namespace freezer {

/// Maximum number of items in a list of a body. Each item can have a fault, and each entry of
/// job_actions is a stored document.
inline constexpr std::size_t kMaxItems = 1000;

/// All schema violations of `body`; empty if it is valid. The schema is the field table
/// (core/resource.h). `body` has the form of a create request; pointers start with `prefix`. Safe
/// to call from several threads at once.
std::vector<Fault> validate(const Resource& resource, const Document& body,
                            std::string_view prefix = "");

/// The name of the only member of `body`. InvalidRequest, with `expected` in the message, if there
/// is not exactly one.
Result<std::string> onlyMember(const Document& body, std::string_view expected);

/// The format of the IDs of a kind.
const Pattern& idPattern(const Resource& resource);

/// Whether `id` is a valid document ID: [A-Za-z0-9_-]{1,255}, or for clients a client ID
/// (freezer-api-rest(7), "Documents" and "Clients").
bool isValidId(const Resource& resource, std::string_view id);

}  // namespace freezer
