#pragma once

#include <filesystem>
#include <memory>

#include "core/result.h"

namespace freezer {

/// A temporary file TARGET.part, renamed to its target when it is complete. Only one program at a
/// time can hold it. The destructor deletes it; a file left after a crash is reused.
class PartFile {
 public:
  /// Creates an empty file with mode 0600. InvalidRequest if it cannot be written, or if its name
  /// is that of a link or of a file of another user; StoreBusy if another program holds it.
  static Result<std::unique_ptr<PartFile>> make(const std::filesystem::path& target);

  /// The name of the temporary file for `target`.
  static std::filesystem::path nameFor(const std::filesystem::path& target);

  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;
  ~PartFile();

  const std::filesystem::path& path() const { return path_; }

  /// Open for writing as long as this object exists.
  int descriptor() const { return descriptor_; }

  /// Syncs the file and renames it to its target, replacing an existing file.
  Result<void> install();

 private:
  PartFile(std::filesystem::path target, int descriptor);

  const std::filesystem::path target_;
  const std::filesystem::path path_;
  const int descriptor_;
  bool installed_ = false;
};

}  // namespace freezer
