#include "core/bulk/stored_form.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/rules/body.h"
#include "core/rules/validation.h"

namespace freezer::bulk {
namespace {

void setMissing(Document& document, std::string_view pointer, const Value& value) {
  if (!document.has(pointer)) document.set(pointer, value);
}

/// Of all kinds: what says whose it is.
bool isOwnerName(const std::string& text) {
  return !text.empty() &&
         std::ranges::none_of(text, [](unsigned char byte) { return byte < 0x20 || byte == 0x7F; });
}

void checkOwner(const Document& document, std::vector<Fault>& faults) {
  for (const char* const pointer : {"/project_id", "/user_id"}) {
    if (!document.has(pointer)) {
      faults.push_back({pointer, "is required"});
    } else if (!isText(document.at(pointer))) {
      faults.push_back({pointer, "must be a string"});
    } else if (!isOwnerName(document.textAt(pointer))) {
      faults.push_back({pointer, "must be text of at least one character, none of them a control"});
    }
  }
}

void checkId(const Resource& resource, const Document& document, std::vector<Fault>& faults) {
  const std::string pointer = idPointer(resource);
  if (!document.has(pointer)) {
    faults.push_back({pointer, "is required"});
  } else if (!isText(document.at(pointer)) ||
             !isValidId(resource, document.at(pointer).extract<std::string>())) {
    faults.push_back({pointer, "is not a valid id"});
  }
}

/// Around an envelope there is nothing but what the service puts there.
void checkAroundEnvelope(const Resource& resource, const Document& document,
                         std::vector<Fault>& faults) {
  if (!document.objectAt("/" + std::string(resource.envelope))) {
    faults.push_back({"/" + std::string(resource.envelope), "must be an object"});
  }
  for (const Member* member : inOrder(*document.object())) {
    const std::string pointer = "/" + member->first;
    const bool isColumn =
        std::ranges::find(resource.columns, pointer, &Column::pointer) != resource.columns.end();
    if (isColumn || member->first == resource.envelope || pointer == idPointer(resource) ||
        pointer == "/project_id" || pointer == "/user_id") {
      continue;
    }
    faults.push_back({"/" + escapePointer(excerpt(member->first)),
                      "is not known here; what a " + std::string(resource.name) +
                          " says of itself is in " + std::string(resource.envelope)});
  }
}

/// The jobs of a session, which no client can set.
void checkMembers(const Document& session, std::vector<Fault>& faults) {
  const ObjectPtr jobs = session.objectAt("/jobs");
  if (!jobs) return faults.push_back({"/jobs", "must be an object"});
  for (const Member* member : inOrder(*jobs)) {
    if (!asObject(member->second)) {
      faults.push_back({"/jobs/" + escapePointer(excerpt(member->first)), "must be an object"});
    }
  }
}

void checkTrust(const Document& job, std::vector<Fault>& faults) {
  const std::string pointer = "/user_credentials";
  if (!job.has(pointer)) return;
  for (const char* const member : {"/trust_id", "/trustor_user_id"}) {
    if (!isText(job.at(pointer + member))) faults.push_back({pointer + member, "must be a string"});
  }
}

}  // namespace

void completeStored(const Resource& resource, Document& document) {
  addDefaults(resource, document);
  switch (resource.kind) {
    case Kind::Job:
      if (document.objectAt("/job_schedule")) {
        setMissing(document, "/job_schedule/event", std::string());
      }
      return;
    case Kind::Session: return setMissing(document, "/jobs", newObject());
    case Kind::Backup:
    case Kind::Client:  // Its rules do, where it is stored.
    case Kind::Action: return;
  }
}

std::vector<Fault> faultsOfStored(const Resource& resource, const Document& document) {
  std::vector<Fault> faults;
  checkId(resource, document, faults);
  checkOwner(document, faults);
  if (document.has("/_version")) {
    faults.push_back({"/_version", "is no part of a stored document: version is beside it"});
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
