#include <algorithm>
#include <string>

#include "core/bulk/bulk.h"
#include "core/bulk/line.h"

namespace freezer {
namespace {

/// A document comes after the documents that it refers to.
constexpr Kind kOrder[] = {Kind::Client, Kind::Action, Kind::Session, Kind::Job, Kind::Backup};

/// The scope of a project also includes central clients of other owners. They are not exported.
bool isOwned(const Record& record, const Scope& scope) {
  switch (scope.by) {
    case Scope::By::Project: return record.project_id == scope.id;
    case Scope::By::User: return record.user_id == scope.id;
    case Scope::By::Everyone: return true;
  }
  return false;
}

}  // namespace

Result<void> exportLines(Snapshot& snapshot, const Selection& selection, const WriteLine& write) {
  const auto& kinds = selection.kinds;
  Query query;
  query.search = selection.search;
  query.limit = kNoLimit;
  std::string line;
  for (const Kind kind : kOrder) {
    if (!kinds.empty() && std::ranges::find(kinds, kind) == kinds.end()) continue;
    const Resource& resource = resourceOf(kind);
    const auto visit = [&](const Record& record) -> Result<void> {
      if (!isOwned(record, selection.scope)) return {};
      line.clear();
      bulk::appendLine(line, resource, record);
      return write(line);
    };
    const auto listed = snapshot.list(resource, selection.scope, query, visit);
    if (!listed) return listed.error();
  }
  return {};
}

}  // namespace freezer
