#include "core/store/open.h"

#include "core/store/engine.h"
#include "core/store/foreign.h"

namespace freezer {

Result<std::unique_ptr<Store>> openStore(const std::string& url, const StoreOptions& options) {
  const auto engine = engineOf(url);
  if (!engine) return engine.error();
  return engine.value()->open(url, options);
}

Result<SchemaVersion> schemaVersion(const std::string& url) {
  const auto engine = engineOf(url);
  if (!engine) return engine.error();
  return engine.value()->schemaVersion(url);
}

Result<std::unique_ptr<ForeignDatabase>> openForeign(const std::string& url) {
  const auto engine = engineOf(url);
  if (!engine) return engine.error();
  return engine.value()->openForeign(url);
}

}  // namespace freezer
