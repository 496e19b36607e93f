#pragma once

#include <filesystem>
#include <memory>

#include "core/result.h"
#include "core/store/open.h"

namespace freezer::sqlite {

/// The engine for sqlite:// URLs; implements the functions of core/store/open.h for a file.
Result<std::unique_ptr<Store>> openFile(const std::filesystem::path& file,
                                        const StoreOptions& options);
Result<SchemaVersion> schemaVersionOf(const std::filesystem::path& file);

}  // namespace freezer::sqlite
