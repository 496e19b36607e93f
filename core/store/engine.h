#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/result.h"
#include "core/store/foreign.h"
#include "core/store/maintenance.h"
#include "core/store/open.h"

namespace freezer {

/// A kind of store. The functions are those of open.h, maintenance.h and foreign.h.
struct Engine {
  std::string_view name;
  std::span<const std::string_view> schemes;  ///< Of its URLs, up to "://".

  Result<std::unique_ptr<Store>> (*open)(const std::string& url, const StoreOptions& options);
  Result<SchemaVersion> (*schemaVersion)(const std::string& url);
  Result<Findings> (*inspect)(const std::string& url, const InspectDocuments& inspect);
  Result<StoreStats> (*stats)(const std::string& url);
  Result<std::unique_ptr<ForeignDatabase>> (*openForeign)(const std::string& url);

  // What an engine does not offer is null, and named with what offers it.

  Result<StoreCopy> (*backUp)(const std::string& url, const std::filesystem::path& file,
                              bool replace, const WorkBegun& begun);
  Result<RestorePlan> (*planRestore)(const std::string& url, const std::filesystem::path& file);
  Result<Counts> (*restore)(const std::string& url, const std::filesystem::path& file);
  std::string_view insteadOfCopies;

  Result<Vacuumed> (*vacuum)(const std::string& url);
  std::string_view insteadOfVacuum;
};

/// All engines.
std::span<const Engine> engines();

/// The engine of a store URL. InvalidRequest, without the URL, which may hold a password, if there
/// is none.
Result<const Engine*> engineOf(const std::string& url);

}  // namespace freezer
