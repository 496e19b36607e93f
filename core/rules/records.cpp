#include "core/rules/records.h"

#include <algorithm>
#include <limits>

#include "core/json/document_reader.h"
#include "core/rules/index_entries.h"

namespace freezer {

Result<Document> documentOf(const Record& record) {
  auto object = readObject(record.text, kStoredLimits);
  if (object) return Document::viewOf(std::move(object).value());
  return Error{ErrorCode::StoreFailure,
               "the document " + record.id + " is damaged in the store",
               {},
               object.error().message};
}

Result<std::optional<Stored>> load(Snapshot& snapshot, const Resource& resource, const Scope& scope,
                                   const std::string& id) {
  auto record = snapshot.find(resource, scope, id);
  if (!record) return record.error();
  if (!record.value()) return std::optional<Stored>();
  auto document = documentOf(*record.value());
  if (!document) return document.error();
  return std::optional(Stored{*std::move(record).value(), std::move(document).value()});
}

Result<Stored> require(Snapshot& snapshot, const Resource& resource, const Scope& scope,
                       const std::string& id) {
  auto stored = load(snapshot, resource, scope, id);
  if (!stored) return stored.error();
  if (!stored.value()) return notFound(resource, id);
  return *std::move(stored).value();
}

Error notFound(const Resource& resource, const std::string& id) {
  return {ErrorCode::NotFound, "there is no " + std::string(resource.name) + " with the id " + id};
}

Error tooLarge(const Operation& operation, const Resource& resource, const std::string& id) {
  return {ErrorCode::TooLarge, "the " + std::string(resource.name) + " " + id +
                                   " would have more than " +
                                   std::to_string(operation.limits.maxBytes) +
                                   " bytes, the limit of a document ([limits] max_body)"};
}

Result<void> checkSize(const Operation& operation, const Resource& resource, const Record& record,
                       std::size_t before) {
  const std::size_t size = record.text.size();
  if (size <= std::max(operation.limits.maxBytes, before)) return {};
  return tooLarge(operation, resource, record.id);
}

std::int64_t successorOf(std::int64_t number) {
  return number == std::numeric_limits<std::int64_t>::max() ? number : number + 1;
}

const std::string& nameOfUser(const Caller& caller) {
  return caller.user_name.empty() ? caller.user_id : caller.user_name;
}

Result<Record> save(Operation& operation, const Resource& resource, Stored stored) {
  Record& record = stored.record;
  const std::size_t before = record.text.size();
  const std::int64_t version = record.version;
  record.version = successorOf(record.version);
  record.updated_at = operation.now;
  record.updated_by = nameOfUser(operation.caller);
  record.text = stored.document.text();
  if (const auto fits = checkSize(operation, resource, record, before); !fits) return fits.error();
  const auto updated =
      operation.transaction.update(resource, record, indexEntries(resource, stored.document));
  if (!updated) return updated.error();
  operation.note(resource.kind, record.id, version, record.version);
  return std::move(record);
}

Scope projectOf(const Record& record) {
  return {Scope::By::Project, record.project_id};
}

}  // namespace freezer
