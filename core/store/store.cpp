#include "core/store/store.h"

#include <utility>

namespace freezer {

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
