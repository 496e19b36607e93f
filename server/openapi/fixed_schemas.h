#pragma once

#include <span>
#include <string_view>

namespace freezer::server::openapi {

/// A schema that does not follow from the table of kinds.
struct FixedSchema {
  std::string_view name;
  std::string_view text;  ///< JSON.
};

std::span<const FixedSchema> serviceSchemas();   ///< Errors and discovery.
std::span<const FixedSchema> requestSchemas();   ///< Searches, events of jobs, actions of sessions.
std::span<const FixedSchema> overviewSchemas();  ///< See core/rules/overview_document.h.
std::span<const FixedSchema> identitySchemas();  ///< Of the Identity API v3.

}  // namespace freezer::server::openapi
