#pragma once

#include <filesystem>
#include <memory>

#include "core/result.h"
#include "core/store/foreign.h"

namespace freezer::sqlite {

/// See openForeign() in core/store/foreign.h. Until it is closed, programs that write to `file`
/// wait if the file has no write-ahead log.
Result<std::unique_ptr<ForeignDatabase>> openForeignFile(const std::filesystem::path& file);

}  // namespace freezer::sqlite
