#include "core/bulk/draft.h"

#include <utility>

#include "core/bulk/stored_form.h"
#include "core/pointers.h"
#include "core/rules/clients.h"
#include "core/text.h"

namespace freezer::bulk {
namespace {

/// 13.0.0 has no status of a backup. What a client has sent is in the metadata.
void setStatus(Document& backup) {
  constexpr std::string_view kWithin = "/backup_metadata/status";
  if (backup.has(at::kStatus) || !backup.at(kWithin).isText()) return;
  backup.set(at::kStatus, backup.textAt(kWithin));
  backup.remove(kWithin);
}

}  // namespace

std::string quoted(const std::string& text) {
  return quoteJson(excerpt(text));
}

void removeNulls(Object object) {
  if (!object) return;
  for (const auto& [name, value] : object.copyOfMembers()) {
    if (value.isNull()) object.remove(name);
  }
}

void tidy(Draft& draft) {
  switch (draft.resource->kind) {
    // Schedulers write null for what is not set.
    case Kind::Session: return removeNulls(draft.document.objectAt(at::kSchedule));
    case Kind::Job: return removeNulls(draft.document.objectAt(at::kJobSchedule));
    case Kind::Backup: return setStatus(draft.document);
    case Kind::Client:
    case Kind::Action: return;
  }
}

Result<Line> finish(Draft draft, bool strict, std::vector<std::string>& notes) {
  const Resource& resource = *draft.resource;
  completeStored(resource, draft.document);
  if (resource.kind == Kind::Client) addClientDefaults(draft.document);
  notes = std::move(draft.notes);
  std::vector<Fault> faults = faultsOfStored(resource, draft.document);
  if (strict && !faults.empty()) return invalidDocument(std::move(faults));
  std::vector<Fault> fatal = faultsOfIdentity(resource, draft.document);
  if (!fatal.empty()) return invalidDocument(std::move(fatal));
  for (const Fault& fault : faults) {
    notes.push_back(fault.pointer + " " + fault.message + "; stored as it is");
  }
  Line line = lineOf(resource, std::move(draft.record), std::move(draft.document));
  line.unknown = draft.unknown;
  return line;
}

}  // namespace freezer::bulk
