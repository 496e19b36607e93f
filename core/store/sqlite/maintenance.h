#pragma once

#include <filesystem>
#include <string>

#include "core/result.h"
#include "core/store/maintenance.h"

/// Maintenance of a store in a file; implements core/store/maintenance.h.
namespace freezer::sqlite {

Result<StoreCopy> backUpFile(const std::filesystem::path& file, const std::filesystem::path& copy,
                             bool replace, const WorkBegun& begun);
Result<RestorePlan> planRestore(const std::filesystem::path& file,
                                const std::filesystem::path& copy);
Result<Counts> restoreFile(const std::filesystem::path& file, const std::filesystem::path& copy);
Result<Findings> inspectFile(const std::filesystem::path& file, const InspectDocuments& inspect);
Result<StoreStats> statsOf(const std::filesystem::path& file);
Result<Vacuumed> vacuumFile(const std::filesystem::path& file);

}  // namespace freezer::sqlite
