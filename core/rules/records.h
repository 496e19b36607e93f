#pragma once

#include <optional>
#include <string>

#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"
#include "core/rules/rules.h"
#include "core/store/store.h"

namespace freezer {

/// The kinds whose documents refer to each other.
inline const Resource& kActions = resourceOf(Kind::Action);
inline const Resource& kClients = resourceOf(Kind::Client);
inline const Resource& kJobs = resourceOf(Kind::Job);
inline const Resource& kSessions = resourceOf(Kind::Session);

/// All projects: a reference is followed whoever owns the document.
inline const Scope kEveryone = {Scope::By::Everyone, {}};

/// A record and its document, read.
struct Stored {
  Record record;
  Document document;
};

/// Reads the document of a record; StoreFailure when the store is damaged.
Result<Document> documentOf(const Record& record);

/// The document with `id` within `scope`, or none.
Result<std::optional<Stored>> load(Snapshot& snapshot, const Resource& resource, const Scope& scope,
                                   const std::string& id);

/// The same, where none is NotFound.
Result<Stored> require(Snapshot& snapshot, const Resource& resource, const Scope& scope,
                       const std::string& id);

Error notFound(const Resource& resource, const std::string& id);

/// Writes a changed document over its record, one version up, and returns the
/// record. Runs none of the kind's rules.
Result<Record> save(Operation& operation, const Resource& resource, Stored stored);

/// The scope of the project that owns a record.
Scope projectOf(const Record& record);

}  // namespace freezer
