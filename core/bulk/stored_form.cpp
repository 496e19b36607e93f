#include "core/bulk/stored_form.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/pointers.h"
#include "core/rules/envelope.h"
#include "core/rules/validation.h"
#include "core/text.h"

namespace freezer::bulk {
namespace {

void setMissing(Document& document, std::string_view pointer, const Value& value) {
  if (!document.has(pointer)) document.set(pointer, value);
}

/// Whether `text` is a valid user_id or project_id, in documents of any kind.
bool isOwnerName(const std::string& text) {
  return !text.empty() &&
         std::ranges::none_of(text, [](unsigned char byte) { return byte < 0x20 || byte == 0x7F; });
}

void checkOwner(const Document& document, std::vector<Fault>& faults) {
  for (const std::string_view pointer : {at::kProjectId, at::kUserId}) {
    const auto add = [&](const char* message) {
      faults.push_back({std::string(pointer), message});
    };
    if (!document.has(pointer)) {
      add("is required");
    } else if (!document.at(pointer).isText()) {
      add("must be a string");
    } else if (!isOwnerName(document.textAt(pointer))) {
      add("must be a non-empty string without control characters");
    }
  }
}

void checkId(const Resource& resource, const Document& document, std::vector<Fault>& faults) {
  const std::string pointer = idPointer(resource);
  if (!document.has(pointer)) {
    faults.push_back({pointer, "is required"});
  } else if (!document.at(pointer).isText() || !isValidId(resource, document.at(pointer).text())) {
    faults.push_back({pointer, "is not a valid id"});
  }
}

/// Outside the envelope, only the members of the service are allowed.
void checkAroundEnvelope(const Resource& resource, const Document& document,
                         std::vector<Fault>& faults) {
  if (!document.objectAt("/" + std::string(resource.envelope))) {
    faults.push_back({"/" + std::string(resource.envelope), "must be an object"});
  }
  for (const Member& member : document.object().members()) {
    const std::string pointer = "/" + member.name;
    const bool isColumn =
        std::ranges::find(resource.columns, pointer, &Column::pointer) != resource.columns.end();
    if (isColumn || member.name == resource.envelope || pointer == idPointer(resource) ||
        pointer == at::kProjectId || pointer == at::kUserId) {
      continue;
    }
    faults.push_back({"/" + escapePointer(excerpt(member.name)),
                      "is not a known member; the data of a " + std::string(resource.name) +
                          " is in " + std::string(resource.envelope)});
  }
}

/// The jobs of a session, which clients cannot set.
void checkMembers(const Document& session, std::vector<Fault>& faults) {
  const Object jobs = session.objectAt(at::kMembers);
  if (!jobs) return faults.push_back({std::string(at::kMembers), "must be an object"});
  for (const Member& member : jobs.members()) {
    if (!asObject(member.value)) {
      faults.push_back({"/jobs/" + escapePointer(excerpt(member.name)), "must be an object"});
    }
  }
}

void checkTrust(const Document& job, std::vector<Fault>& faults) {
  if (!job.has(at::kCredentials)) return;
  for (const std::string_view pointer : {at::kTrustId, at::kTrustorUserId}) {
    if (!job.at(pointer).isText()) faults.push_back({std::string(pointer), "must be a string"});
  }
}

}  // namespace

void completeStored(const Resource& resource, Document& document) {
  addDefaults(resource, document);
  switch (resource.kind) {
    case Kind::Job:
      if (document.objectAt(at::kJobSchedule)) {
        setMissing(document, at::kJobEvent, std::string());
      }
      return;
    case Kind::Session: return setMissing(document, at::kMembers, Object::make());
    case Kind::Backup:
    case Kind::Client:  // Checked by the rules of clients when stored.
    case Kind::Action: return;
  }
}

std::vector<Fault> faultsOfIdentity(const Resource& resource, const Document& document) {
  std::vector<Fault> faults;
  checkId(resource, document, faults);
  checkOwner(document, faults);
  return faults;
}

std::vector<Fault> faultsOfStored(const Resource& resource, const Document& document) {
  std::vector<Fault> faults = faultsOfIdentity(resource, document);
  if (document.has(at::kVersion)) {
    faults.push_back({std::string(at::kVersion), "must be beside the document, as version"});
  }
  if (!resource.envelope.empty()) checkAroundEnvelope(resource, document, faults);
  if (resource.kind == Kind::Session) checkMembers(document, faults);
  if (resource.kind == Kind::Job) checkTrust(document, faults);
  for (Fault& fault : validateStored(resource, document)) {
    const bool isKnown = std::ranges::find(faults, fault.pointer, &Fault::pointer) != faults.end();
    if (!isKnown) faults.push_back(std::move(fault));
  }
  return faults;
}

}  // namespace freezer::bulk
