#include <algorithm>
#include <string>

#include "core/bulk/bulk.h"
#include "core/bulk/line.h"
#include "core/store/checksum.h"
#include "core/store/maintenance.h"

namespace freezer {
namespace {

/// Success, unless there are damaged documents.
Result<void> resultOf(const Findings& damaged) {
  if (damaged.lines().empty()) return {};
  Error error{ErrorCode::StoreFailure,
              "damaged documents are not exported: restore the store from a copy, or write them "
              "again"};
  for (const std::string& line : damaged.lines()) error.faults.push_back({"", line});
  return error;
}

}  // namespace

Result<void> exportLines(Snapshot& snapshot, const Selection& selection, const WriteLine& write) {
  const auto& kinds = selection.kinds;
  Query query;
  query.search = selection.search;
  query.limit = kNoLimit;
  std::string line;
  Findings damaged;
  for (const Kind kind : kReferenceOrder) {
    if (!kinds.empty() && std::ranges::find(kinds, kind) == kinds.end()) continue;
    const Resource& resource = resourceOf(kind);
    const auto visit = [&](const Record& record) -> Result<void> {
      // The scope of a project also includes central clients of other owners.
      if (!owns(selection.scope, record)) return {};
      if (!isIntact(record)) {
        damaged.add(std::string(resource.name) + " " + record.id + ": " + std::string(kNotIntact));
        return {};
      }
      line.clear();
      bulk::appendLine(line, resource, record);
      return write(line);
    };
    const auto listed = snapshot.list(resource, selection.scope, query, visit);
    if (!listed) return listed.error();
  }
  return resultOf(damaged);
}

}  // namespace freezer
