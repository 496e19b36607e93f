#include "core/store/maintenance.h"

#include "core/store/engine.h"

namespace freezer {
namespace {

/// Calls a function of the engine of `url`, or says what to use instead.
template <typename Answer, typename... Parameters, typename... Arguments>
Answer callEngine(const std::string& url,
                  Answer (*Engine::*function)(const std::string&, Parameters...),
                  std::string_view Engine::*instead, const Arguments&... arguments) {
  const auto found = engineOf(url);
  if (!found) return found.error();
  const Engine& engine = *found.value();
  if (engine.*function != nullptr) return (engine.*function)(url, arguments...);
  return Error{ErrorCode::InvalidRequest,
               std::string(engine.name) + " has tools of its own: " + std::string(engine.*instead)};
}

}  // namespace

Result<StoreCopy> backUpStore(const std::string& url, const std::filesystem::path& file,
                              bool replace, const WorkBegun& begun) {
  return callEngine(url, &Engine::backUp, &Engine::insteadOfCopies, file, replace, begun);
}

Result<RestorePlan> planRestore(const std::string& url, const std::filesystem::path& file) {
  return callEngine(url, &Engine::planRestore, &Engine::insteadOfCopies, file);
}

Result<Counts> restoreStore(const std::string& url, const std::filesystem::path& file) {
  return callEngine(url, &Engine::restore, &Engine::insteadOfCopies, file);
}

Result<Findings> inspectStore(const std::string& url, const InspectDocuments& inspect) {
  return callEngine(url, &Engine::inspect, &Engine::insteadOfCopies, inspect);
}

Result<StoreStats> storeStats(const std::string& url) {
  return callEngine(url, &Engine::stats, &Engine::insteadOfCopies);
}

Result<Vacuumed> vacuumStore(const std::string& url) {
  return callEngine(url, &Engine::vacuum, &Engine::insteadOfVacuum);
}

}  // namespace freezer
