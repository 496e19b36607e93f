#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "core/result.h"
#include "core/store/part_file.h"

namespace freezer::cli {

/// A file that is written under a temporary name and renamed when it is complete, so that an
/// existing file is replaced by a complete one only. Only its owner can read it. The next file for
/// the same path reuses a temporary file that was left after a crash.
class NewFile {
 public:
  /// Creates the temporary file in the folder of `path`. An existing path that is not a regular
  /// file, such as /dev/null, is written directly. InvalidRequest when it cannot be created;
  /// StoreBusy while another program writes it.
  static Result<NewFile> create(const std::filesystem::path& path);

  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;

  /// Removes the temporary file, unless finish() renamed it.
  ~NewFile();

  /// The temporary name; empty when the path is written directly.
  std::filesystem::path unfinished() const;

  /// Unavailable, with the reason, when writing fails, for example on a full disk.
  Result<void> write(std::string_view text);

  /// Writes the file to disk and renames it. Nothing can be written afterwards.
  Result<void> finish();

 private:
  NewFile(std::filesystem::path path, std::unique_ptr<PartFile> part)
      : path_(std::move(path)), part_(std::move(part)), descriptor_(part_->descriptor()) {}
  NewFile(std::filesystem::path path, int descriptor)
      : path_(std::move(path)), descriptor_(descriptor) {}

  Result<void> flush();
  Error cannotWrite() const;

  std::filesystem::path path_;
  std::unique_ptr<PartFile> part_;  ///< Null: the path is written directly.
  int descriptor_ = -1;             ///< Of the part file; else owned.
  std::string buffer_;
};

}  // namespace freezer::cli
