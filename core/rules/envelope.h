#pragma once

#include <string>
#include <vector>

#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"

namespace freezer {

// Between what a client sends and what is stored: a backup and a client are
// sent flat and stored in an envelope (Resource::envelope), the others are
// stored as they are sent, and all get an id and an owner.

/// Where the stored form has the id.
std::string idPointer(const Resource& resource);

/// The body of a create or replace, without what only the service sets. A
/// document in the form in which it is read (with envelope) is accepted too.
/// May share the tree of `given`: to be copied before it is changed.
Document acceptBody(const Resource& resource, const Document& given);

/// The stored form of a body.
Document toStored(const Resource& resource, const Document& body, const std::string& id,
                  const std::string& project_id, const std::string& user_id);

/// Gives a document in stored form the defaults of its kind (Field::fallback).
void addDefaults(const Resource& resource, Document& stored);

/// Every way in which a document in stored form breaks the schema of its kind.
std::vector<Fault> validateStored(const Resource& resource, const Document& stored);

/// A merge patch for the stored form, without what a patch cannot change (the
/// id, the owner, what only the service sets). InvalidDocument when a member of
/// it can never be applied. May share trees of `given`: it is there to be merged.
Result<Document> acceptPatch(const Resource& resource, const Document& given);

}  // namespace freezer
