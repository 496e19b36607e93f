#include "core/store/store.h"

#include <cstdlib>
#include <utility>

namespace freezer {

bool owns(const Scope& scope, const Record& record) {
  switch (scope.by) {
    case Scope::By::Project: return scope.id == record.project_id;
    case Scope::By::User: return scope.id == record.user_id;
    case Scope::By::Everyone: return true;
  }
  std::abort();  // Not reached: every scope has a case.
}

Result<std::optional<Record>> Store::find(const Resource& resource, const Scope& scope,
                                          std::string_view id) {
  return readFrom(*this, [&](Snapshot& view) { return view.find(resource, scope, id); });
}

Result<Page> readPage(Snapshot& snapshot, const Resource& resource, const Scope& scope,
                      const Query& query) {
  Page page;
  const auto end = snapshot.list(resource, scope, query, [&page](Record& record) -> Result<void> {
    page.records.push_back(std::move(record));
    return {};
  });
  if (!end) return end.error();
  page.end = end.value();
  return page;
}

}  // namespace freezer
