#include "cli/remote/form.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/pointers.h"

namespace freezer::cli {
namespace {

constexpr std::string_view kUserName = "/user_name";
constexpr std::string_view kMetadata = "/backup_metadata";
constexpr std::string_view kTimeStamp = "/backup_metadata/time_stamp";

/// The Python service has lists, empty text or nothing for an empty object.
void ensureObject(std::string_view pointer, Document& document) {
  const Array list = document.arrayAt(pointer);
  const Value value = document.at(pointer);
  const bool isEmpty =
      value.isNull() || (value.isText() && value.text().empty()) || (list && list.size() == 0);
  if (isEmpty) document.set(pointer, Object::make());
}

/// The Python service shows the timeout of an action twice.
void removeTimeout(Document& action) {
  constexpr std::string_view kTimeout = "/timeout";
  const Value within = action.at("/freezer_action/timeout");
  if (action.has(kTimeout) && equalIgnoringNulls(action.at(kTimeout), within)) {
    action.remove(kTimeout);
  }
}

void correct(Kind kind, Document& document) {
  switch (kind) {
    case Kind::Client: return bulk::removeNulls(document.objectAt(at::kClient));
    case Kind::Action: ensureObject(at::kFreezerAction, document); return removeTimeout(document);
    case Kind::Session:
      ensureObject(at::kSchedule, document);
      return ensureObject(at::kMembers, document);
    case Kind::Job: return ensureObject(at::kJobSchedule, document);
    case Kind::Backup: return ensureObject(kMetadata, document);
  }
}

/// When the document was created, if it says so.
std::int64_t creationOf(Kind kind, const Document& document, std::int64_t now) {
  std::int64_t time = -1;
  if (kind == Kind::Backup) time = document.integerAt(kTimeStamp, time);
  if (kind == Kind::Job) time = document.integerAt(at::kJobTimeCreated, time);
  return time < 0 || time > now ? now : time;
}

}  // namespace

bulk::Draft draftOf(const Resource& resource, Document document, const std::string& project,
                    std::int64_t now) {
  bulk::Draft draft;
  draft.resource = &resource;
  draft.record.created_at = creationOf(resource.kind, document, now);
  draft.record.updated_at = draft.record.created_at;
  if (resource.kind == Kind::Backup) {
    draft.record.sidecar = document.textAt(kUserName);
    document.remove(kUserName);
  }
  draft.unknown = {.times = true, .sidecar = draft.record.sidecar.empty()};
  document.remove(at::kVersion);
  bulk::removeNulls(document.object());  // The Python service shows them for what is not set.
  if (!document.has(at::kProjectId) && !project.empty()) document.set(at::kProjectId, project);
  correct(resource.kind, document);
  draft.document = std::move(document);
  bulk::tidy(draft);
  return draft;
}

}  // namespace freezer::cli
