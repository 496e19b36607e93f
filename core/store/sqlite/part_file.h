#pragma once

#include <filesystem>
#include <memory>

#include "core/result.h"

namespace freezer::sqlite {

/// A file that is written under the name TARGET.part and gets its own when it is
/// whole. One program at a time can have it; it goes with the object, or with the
/// next that is made for the same target.
class PartFile {
 public:
  /// Makes it, empty and for its user alone. InvalidRequest when it cannot be written.
  static Result<std::unique_ptr<PartFile>> make(const std::filesystem::path& target);

  /// The name of what is made for `target`.
  static std::filesystem::path nameFor(const std::filesystem::path& target);

  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;
  ~PartFile();

  const std::filesystem::path& path() const { return path_; }

  /// Gives it the name of its target, instead of what has it now; all of it is on disk
  /// then.
  Result<void> install();

 private:
  PartFile(std::filesystem::path target, int descriptor);

  const std::filesystem::path target_;
  const std::filesystem::path path_;
  const int descriptor_;
  bool installed_ = false;
};

}  // namespace freezer::sqlite
