#include "cli/remote/source.h"

#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "cli/remote/form.h"
#include "cli/remote/listing.h"
#include "cli/remote/service.h"
#include "core/bulk/link_checks.h"
#include "core/pointers.h"

namespace freezer::cli {
namespace {

class RemoteSource : public bulk::Source, private bulk::Neighbours {
 public:
  RemoteSource(const RemoteAddress& address, HttpOptions options, bool strict, Clock clock)
      : service_(address, std::move(options)),
        project_(address.project),
        strict_(strict),
        clock_(std::move(clock)) {}

  Result<std::vector<bulk::SourceCount>> count() override {
    std::vector<bulk::SourceCount> counts;
    counts.reserve(std::size(kReferenceOrder));
    for (const Kind kind : kReferenceOrder) counts.push_back({&resourceOf(kind)});
    return counts;
  }

  void noteOthers(const bulk::Note& /*note*/) override {}

  void restart() override {
    kind_ = 0;
    list_.reset();
    number_ = 0;
    centralClients_.clear();
  }

  Result<std::optional<bulk::Item>> next() override {
    for (; kind_ < std::size(kReferenceOrder); ++kind_, list_.reset()) {
      if (!list_) list_.emplace(service_, resourceOf(kReferenceOrder[kind_]));
      auto entry = list_->next();
      if (!entry) return entry.error();
      if (!entry.value()) continue;
      auto item = itemOf(*entry.value());
      if (!item) return item.error();
      return std::optional(std::move(item).value());
    }
    return std::optional<bulk::Item>();
  }

 private:
  Result<bulk::Item> itemOf(ValueRef entry) {
    const Resource& resource = list_->resource();
    bulk::Item item{++number_, placeOf(entry),
                    &resource, toJson(entry).size(),
                    {},        Error{ErrorCode::InvalidDocument, "is not an object"}};
    if (const Object object = asObject(entry)) {
      bulk::Draft draft = draftOf(resource, Document::viewOf(object).clone(), project_, clock_());
      if (const auto completed = complete(draft); !completed) return completed.error();
      item.line = bulk::finish(std::move(draft), strict_, item.notes);
    }
    if (list_->hasShifted()) {
      item.notes.emplace_back(
          "the list changed while it was read, and documents may be missing: import again");
    }
    return item;
  }

  /// "jobs 4711"; without an ID, "jobs, document 17 of the source".
  std::string placeOf(ValueRef entry) const {
    const std::string plural(list_->resource().plural);
    const std::string id = idOf(list_->resource(), entry);
    if (!id.empty()) return plural + " " + id;
    return plural + ", document " + std::to_string(number_) + " of the service";
  }

  Result<void> complete(bulk::Draft& draft) {
    switch (draft.resource->kind) {
      case Kind::Client: keepCentral(draft.document); return {};
      case Kind::Session: return bulk::checkMembers(draft, *this);
      case Kind::Job: return completeJob(draft);
      case Kind::Action:
      case Kind::Backup: return {};
    }
    std::abort();  // Not reached: every kind has a case.
  }

  Result<void> completeJob(bulk::Draft& job) {
    if (const auto checked = bulk::checkSession(job, *this); !checked) return checked;
    if (const auto completed = completeOwners(job.document); !completed) return completed;
    if (const auto checked = bulk::checkEntries(job, *this); !checked) return checked;
    const auto central = centralClients_.find(job.document.textAt(at::kClientId));
    if (central == centralClients_.end()) return {};
    if (central->second == job.document.textAt(at::kProjectId)) return {};
    job.record.sidecar = central->second;
    job.unknown.sidecar = false;
    return {};
  }

  Result<void> completeOwners(const Document& job) {
    const Array entries = job.arrayAt(at::kJobActions);
    for (std::size_t i = 0; entries && i < entries.size(); ++i) {
      const Object object = asObject(entries[i]);
      if (!object) continue;
      const auto isKept = keepsAction(Document::viewOf(object));
      if (!isKept) return isKept.error();
      if (!isKept.value()) bulk::completeOwner(job, Document::viewOf(object));
    }
    return {};
  }

  /// Whether an entry without owner refers to an action of the source. From any other entry, a new
  /// action is made, because the action was changed after the Python service had copied it.
  Result<bool> keepsAction(const Document& entry) {
    if (entry.has(at::kProjectId) || entry.has(at::kUserId)) return false;
    const auto action = service_.find(resourceOf(Kind::Action), entry.textAt(at::kActionId));
    if (!action) return action.error();
    return action.value() &&
           equalIgnoringNulls(action.value()->at(at::kFreezerAction), entry.at(at::kFreezerAction));
  }

  void keepCentral(const Document& client) {
    const Value isCentral = client.at(at::kIsCentral);
    if (!isCentral.isBoolean() || !isCentral.boolean()) return;
    centralClients_[client.textAt(at::kClientClientId)] = client.textAt(at::kProjectId);
  }

  Result<std::optional<bulk::Owner>> ownerOfSession(const std::string& session_id) override {
    const auto session = service_.find(resourceOf(Kind::Session), session_id);
    if (!session) return session.error();
    if (!session.value()) return std::optional<bulk::Owner>();
    return std::optional(bulk::Owner{session.value()->textAt(at::kProjectId, project_),
                                     session.value()->textAt(at::kUserId)});
  }

  Result<std::optional<std::string>> sessionOfJob(const std::string& job_id) override {
    const auto job = service_.find(resourceOf(Kind::Job), job_id);
    if (!job) return job.error();
    if (!job.value()) return std::optional<std::string>();
    return std::optional(job.value()->textAt(at::kSessionId));
  }

  Result<bool> isAction(const std::string& action_id) override {
    const auto action = service_.find(resourceOf(Kind::Action), action_id);
    if (!action) return action.error();
    return action.value().has_value();
  }

  RemoteService service_;
  const std::string project_;
  const bool strict_;
  const Clock clock_;
  std::size_t kind_ = 0;  ///< In kReferenceOrder.
  std::optional<Listing> list_;
  std::int64_t number_ = 0;
  std::map<std::string, std::string> centralClients_;  ///< client_id to project_id.
};

}  // namespace

std::unique_ptr<bulk::Source> remoteSource(const RemoteAddress& address, HttpOptions options,
                                           bool strict, Clock clock) {
  return std::make_unique<RemoteSource>(address, std::move(options), strict, std::move(clock));
}

}  // namespace freezer::cli
