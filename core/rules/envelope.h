#pragma once

#include <string>
#include <vector>

#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"

namespace freezer {

// Conversion between request bodies and stored form. The body of a backup or a client is flat and
// is stored in an envelope (Resource::envelope); other documents are stored as sent. The service
// adds an ID and the owner to all of them.

/// Pointer to the ID in the stored form.
std::string idPointer(const Resource& resource);

/// The body of a create or replace, without the members that only the service sets. A document in
/// the form of a response (with envelope) is accepted too. May share the tree of `given`: copy it
/// before changing it.
Document acceptBody(const Resource& resource, const Document& given);

/// The stored form of a body.
Document toStored(const Resource& resource, const Document& body, const std::string& id,
                  const std::string& project_id, const std::string& user_id);

/// Adds the defaults of the kind (Field::fallback) to a document in stored form.
void addDefaults(const Resource& resource, Document& stored);

/// All schema violations of a document in stored form.
std::vector<Fault> validateStored(const Resource& resource, const Document& stored);

/// A merge patch for the stored form, without members that cannot be changed (the ID, the owner,
/// members that only the service sets). InvalidDocument if it contains a member that can never be
/// applied. May share trees of `given`: only use it for merging.
Result<Document> acceptPatch(const Resource& resource, const Document& given);

}  // namespace freezer
