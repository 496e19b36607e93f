#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/bulk/bulk.h"
#include "core/bulk/line.h"
#include "core/store/checksum.h"

namespace freezer {
namespace {

/// A document comes after the documents that it refers to.
constexpr Kind kOrder[] = {Kind::Client, Kind::Action, Kind::Session, Kind::Job, Kind::Backup};

/// Notes the damaged documents of an export, at most a hundred.
class Damage {
 public:
  void add(const Resource& resource, const Record& record) {
    constexpr std::size_t kMost = 100;
    if (faults_.size() == kMost) return;
    faults_.push_back({"", std::string(resource.name) + " " + record.id +
                               ": it is not what was stored (checksum)"});
  }

  Result<void> result() && {
    if (faults_.empty()) return {};
    return Error{ErrorCode::StoreFailure,
                 "damaged documents are not exported: restore the store from a copy, or write them "
                 "again",
                 std::move(faults_)};
  }

 private:
  std::vector<Fault> faults_;
};

}  // namespace

Result<void> exportLines(Snapshot& snapshot, const Selection& selection, const WriteLine& write) {
  const auto& kinds = selection.kinds;
  Query query;
  query.search = selection.search;
  query.limit = kNoLimit;
  std::string line;
  Damage damage;
  for (const Kind kind : kOrder) {
    if (!kinds.empty() && std::ranges::find(kinds, kind) == kinds.end()) continue;
    const Resource& resource = resourceOf(kind);
    const auto visit = [&](const Record& record) -> Result<void> {
      // The scope of a project also includes central clients of other owners.
      if (!owns(selection.scope, record)) return {};
      if (record.checksum != checksumOf(record)) {
        damage.add(resource, record);
        return {};
      }
      line.clear();
      bulk::appendLine(line, resource, record);
      return write(line);
    };
    const auto listed = snapshot.list(resource, selection.scope, query, visit);
    if (!listed) return listed.error();
  }
  return std::move(damage).result();
}

}  // namespace freezer
