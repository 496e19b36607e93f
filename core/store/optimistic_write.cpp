#include "core/store/optimistic_write.h"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace freezer {
namespace {

/// Thrown by a draft when the work needs what it does not offer.
struct NeedsTransaction {};

/// An error of a draft that no longer fits the store; never seen by callers.
Error outdated() {
  return {ErrorCode::StoreBusy, "a document was changed meanwhile"};
}

/// What some work reads from a snapshot and would write.
class Draft {
 public:
  /// Runs `work` on `snapshot`; without one, only work that reads nothing is possible.
  Result<void> make(Snapshot* snapshot, const Store::WriteWork& work);

  /// Whether all of the work ran.
  bool isPossible() const { return isPossible_; }

  bool isEmpty() const { return writes_.empty(); }

  /// Whether the work would read the same now, apart from the records that it updates.
  Result<bool> holdsIn(Snapshot& snapshot) const;

  /// Makes the writes. Fails if a record that it updates is not what the work has read.
  Result<void> applyTo(Transaction& transaction) const;

 private:
  class Recorder;

  using Key = std::pair<Kind, std::string>;
  using SharedRecord = std::shared_ptr<const Record>;

  std::map<Key, SharedRecord> found_;  ///< Not those that are updated.
  std::vector<std::function<Result<bool>(Snapshot&)>> reads_;
  std::vector<Store::WriteWork> writes_;
  bool isPossible_ = true;
};

Result<bool> Draft::holdsIn(Snapshot& snapshot) const {
  for (const auto& [key, record] : found_) {
    const auto now = snapshot.find(resourceOf(key.first), {Scope::By::Everyone, {}}, key.second);
    if (!now) return now.error();
    if (now.value() != *record) return false;
  }
  for (const auto& isSame : reads_) {
    auto same = isSame(snapshot);
    if (!same || !same.value()) return same;
  }
  return true;
}

Result<void> Draft::applyTo(Transaction& transaction) const {
  for (const auto& write : writes_) {
    if (const auto written = write(transaction); !written) return written;
  }
  return {};
}

/// Reads from the snapshot, with the noted writes of the same work.
class Draft::Recorder : public Transaction {
 public:
  Recorder(Draft& draft, Snapshot* snapshot) : draft_(draft), snapshot_(snapshot) {}

  Result<std::optional<Record>> find(const Resource& resource, const Scope& scope,
                                     std::string_view id) override {
    const Key key(resource.kind, id);
    if (const auto known = records_.find(key); known != records_.end()) {
      const Record* const record = known->second.get();
      if (record == nullptr) return std::optional<Record>();
      if (owns(scope, *record)) return std::optional(*record);
      if (resource.kind == Kind::Client) throw NeedsTransaction();  // It may be central.
      return std::optional<Record>();
    }
    auto found = snapshot().find(resource, scope, id);
    if (!found) return found;
    if (found.value()) {
      const auto record = std::make_shared<const Record>(*found.value());
      records_[key] = record;
      draft_.found_[key] = record;
    } else {
      draft_.reads_.emplace_back([&resource, scope, id = key.second](Snapshot& view) {
        const auto now = view.find(resource, scope, id);
        return now ? Result<bool>(!now.value()) : now.error();
      });
    }
    return found;
  }

  Result<std::vector<std::string>> jobsOfAction(std::string_view action_id) override {
    if (hasLinked_) throw NeedsTransaction();
    return note([id = std::string(action_id)](Snapshot& view) { return view.jobsOfAction(id); });
  }

  Result<std::optional<std::string>> clientWithHostname(std::string_view hostname,
                                                        std::string_view except,
                                                        bool any) override {
    if (hasClients_) throw NeedsTransaction();
    return note([hostname = std::string(hostname), except = std::string(except),
                 any](Snapshot& view) { return view.clientWithHostname(hostname, except, any); });
  }

  Result<void> insert(const Resource& resource, const Record& record,
                      const IndexEntries& entries) override {
    if (records_.contains({resource.kind, record.id})) throw NeedsTransaction();
    draft_.writes_.emplace_back(
        [&resource, record = noteWritten(resource, record), entries](Transaction& transaction) {
          return transaction.insert(resource, *record, entries);
        });
    return {};
  }

  Result<void> update(const Resource& resource, const Record& record,
                      const IndexEntries& entries) override {
    const auto read = draft_.found_.extract({resource.kind, record.id});
    const SharedRecord before = read ? read.mapped() : nullptr;
    draft_.writes_.emplace_back([&resource, before, record = noteWritten(resource, record),
                                 entries](Transaction& transaction) -> Result<void> {
      if (!before) return transaction.update(resource, *record, entries);
      const auto updated = transaction.updateIfUnchanged(resource, *before, *record, entries);
      if (!updated) return updated.error();
      return updated.value() ? Result<void>() : outdated();
    });
    return {};
  }

  Result<void> remove(const Resource& resource, std::string_view id) override {
    hasLinked_ = true;
    hasClients_ = hasClients_ || resource.kind == Kind::Client;
    records_[{resource.kind, std::string(id)}] = nullptr;
    draft_.writes_.emplace_back([&resource, id = std::string(id)](Transaction& transaction) {
      return transaction.remove(resource, id);
    });
    return {};
  }

  Result<void> linkActions(std::string_view job_id,
                           std::span<const std::string> action_ids) override {
    hasLinked_ = true;
    draft_.writes_.emplace_back(
        [job = std::string(job_id), actions = std::vector(action_ids.begin(), action_ids.end())](
            Transaction& transaction) { return transaction.linkActions(job, actions); });
    return {};
  }

  Result<bool> updateIfUnchanged(const Resource& /*resource*/, const Record& /*before*/,
                                 const Record& /*record*/,
                                 const IndexEntries& /*entries*/) override {
    throw NeedsTransaction();
  }
  Result<PageEnd> list(const Resource& /*resource*/, const Scope& /*scope*/, const Query& /*query*/,
                       const VisitRecord& /*visit*/) override {
    throw NeedsTransaction();
  }
  Result<PageEnd> listTexts(const Resource& /*resource*/, const Scope& /*scope*/,
                            const Query& /*query*/, const VisitText& /*visit*/) override {
    throw NeedsTransaction();
  }
  Result<std::int64_t> countJobsOfAction(std::string_view /*action_id*/,
                                         std::int64_t /*most*/) override {
    throw NeedsTransaction();
  }
  Result<std::vector<ClientPoll>> lastPolls(const Scope& /*scope*/) override {
    throw NeedsTransaction();
  }
  Result<void> notePoll(const Scope& /*scope*/, const ClientPoll& /*poll*/) override {
    throw NeedsTransaction();
  }
  Result<std::vector<LastBackup>> lastBackups(const Scope& /*scope*/) override {
    throw NeedsTransaction();
  }
  Result<std::vector<BackupDay>> backupsPerDay(const Scope& /*scope*/, std::int64_t /*since*/,
                                               std::int64_t /*until*/) override {
    throw NeedsTransaction();
  }
  Result<std::vector<std::string>> projectIds(std::string_view /*prefix*/,
                                              std::size_t /*most*/) override {
    throw NeedsTransaction();
  }
  IdentityTables& identity() override { throw NeedsTransaction(); }

 private:
  Snapshot& snapshot() {
    if (snapshot_ == nullptr) throw NeedsTransaction();
    return *snapshot_;
  }

  /// What `read` returns now, to be compared with what it returns in the transaction.
  template <typename Read>
  std::invoke_result_t<Read&, Snapshot&> note(Read read) {
    auto value = read(snapshot());
    if (!value) return value;
    draft_.reads_.emplace_back(
        [read = std::move(read), before = value.value()](Snapshot& view) -> Result<bool> {
          const auto now = read(view);
          if (!now) return now.error();
          return now.value() == before;
        });
    return value;
  }

  SharedRecord noteWritten(const Resource& resource, const Record& given) {
    hasClients_ = hasClients_ || resource.kind == Kind::Client;
    const auto record = std::make_shared<const Record>(given);
    records_[{resource.kind, record->id}] = record;
    return record;
  }

  Draft& draft_;
  Snapshot* const snapshot_;
  std::map<Key, SharedRecord> records_;  ///< As the work reads them. Null: removed.
  bool hasClients_ = false;              ///< Whether clients were written.
  bool hasLinked_ = false;               ///< Whether links to actions were written.
};

Result<void> Draft::make(Snapshot* snapshot, const Store::WriteWork& work) try {
  Recorder recorder(*this, snapshot);
  return work(recorder);
} catch (const NeedsTransaction&) {
  isPossible_ = false;
  return {};
}

}  // namespace

Result<void> createOptimistically(Store& store, const Store::WriteWork& work) {
  if (store.writesOneByOne()) return writeOptimistically(store, work);
  Draft draft;
  const auto made = draft.make(nullptr, work);
  if (!draft.isPossible()) return store.write(work);
  if (!made || draft.isEmpty()) return made;
  auto written =
      store.writeOnly([&](Transaction& transaction) { return draft.applyTo(transaction); });
  // There may be a document with the ID of a new one, which the work can handle.
  return !written && written.error().code == ErrorCode::AlreadyExists ? store.write(work) : written;
}

Result<void> writeOptimistically(Store& store, const Store::WriteWork& work) {
  if (!store.writesOneByOne()) return store.write(work);
  Draft draft;
  auto made = store.read([&](Snapshot& snapshot) { return draft.make(&snapshot, work); });
  if (!draft.isPossible()) return store.write(work);
  if (!made || draft.isEmpty()) return made;

  bool isRefused = false;
  auto written = store.write([&](Transaction& transaction) -> Result<void> {
    isRefused = false;  // The engine may run this again.
    const auto holds = draft.holdsIn(transaction);
    if (!holds) return holds.error();
    if (!holds.value()) {
      ++store.counters().reruns;
      return work(transaction);
    }
    auto applied = draft.applyTo(transaction);
    isRefused = !applied;
    return applied;
  });
  // A document was changed meanwhile, or there is one with the ID of a new one.
  if (!isRefused) return written;
  ++store.counters().reruns;
  return store.write(work);
}

}  // namespace freezer
