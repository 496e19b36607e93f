#pragma once

#include <span>
#include <string_view>

#include "core/json/value.h"
#include "core/resource.h"

namespace freezer::server::openapi {

/// Where a document occurs, on which depends what its schema demands.
enum class Use {
  Body,   ///< Of a create or replace: as core/rules/validation.h checks it.
  Patch,  ///< A merge patch: nothing is required, and null removes.
  Reply,  ///< As the service returns it: with the members that it sets.
};

/// The schema of the values of a field.
Object fieldSchema(const Field& field, Use use);

/// The schema of an object with these fields. If it is closed, requests have no other members.
Object objectSchema(std::span<const Field> fields, bool closed, Use use);

/// Adds the property `name` to the schema of an object.
void addProperty(Object& schema, std::string_view name, const Object& property, bool required);

/// The schema of texts with this format.
Object patternSchema(const Pattern& pattern);

}  // namespace freezer::server::openapi
