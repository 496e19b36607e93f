#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"
#include "core/rules/rules.h"
#include "core/store/store.h"

namespace freezer {

/// The kinds with references to each other.
inline const Resource& kActions = resourceOf(Kind::Action);
inline const Resource& kClients = resourceOf(Kind::Client);
inline const Resource& kJobs = resourceOf(Kind::Job);
inline const Resource& kSessions = resourceOf(Kind::Session);

/// All projects: references are followed regardless of the owner.
inline const Scope kEveryone = {Scope::By::Everyone, {}};

/// A record and its parsed document.
struct Stored {
  Record record;
  Document document;
};

/// Parses the document of a record; StoreFailure if the store is damaged.
Result<Document> documentOf(const Record& record);

/// The document with `id` within `scope`, or none.
Result<std::optional<Stored>> load(Snapshot& snapshot, const Resource& resource, const Scope& scope,
                                   const std::string& id);

/// The same; NotFound if there is none.
Result<Stored> require(Snapshot& snapshot, const Resource& resource, const Scope& scope,
                       const std::string& id);

Error notFound(const Resource& resource, const std::string& id);

/// TooLarge if the text of a record that is about to be stored is larger than the limit, unless it
/// had `before` bytes already.
Result<void> checkSize(const Operation& operation, const Resource& resource, const Record& record,
                       std::size_t before = 0);

/// The error of checkSize(), for a document that is too large before it is complete.
Error tooLarge(const Operation& operation, const Resource& resource, const std::string& id);

/// The number that follows the version or tag `number`. The greatest one, which clients and imports
/// can bring, stays.
std::int64_t successorOf(std::int64_t number);

/// Record::updated_by of a change by `caller`.
const std::string& nameOfUser(const Caller& caller);

/// Stores a changed document with the next version number and returns the record. Does not run the
/// rules of the kind.
Result<Record> save(Operation& operation, const Resource& resource, Stored stored);

/// The scope of the project that owns a record.
Scope projectOf(const Record& record);

}  // namespace freezer
