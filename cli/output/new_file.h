#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "core/result.h"

namespace freezer::cli {

/// A file that is written under a temporary name and renamed when it is complete, so that an
/// existing file is replaced by a complete one only. Only its owner can read it.
class NewFile {
 public:
  /// Creates the temporary file in the folder of `path`. An existing path that is not a regular
  /// file, such as /dev/null, is written directly. InvalidRequest when it cannot be created.
  static Result<NewFile> create(const std::filesystem::path& path);

  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;

  /// Removes the temporary file, unless finish() renamed it.
  ~NewFile();

  /// The temporary name; empty when the path is written directly.
  const std::filesystem::path& unfinished() const { return unfinished_; }

  /// Unavailable, with the reason, when writing fails, for example on a full disk.
  Result<void> write(std::string_view text);

  /// Writes the file to disk and renames it. Nothing can be written afterwards.
  Result<void> finish();

 private:
  NewFile(std::filesystem::path path, std::filesystem::path unfinished, int descriptor)
      : path_(std::move(path)), unfinished_(std::move(unfinished)), descriptor_(descriptor) {}

  Result<void> flush();
  Error cannotWrite() const;

  std::filesystem::path path_;
  std::filesystem::path unfinished_;  ///< See unfinished().
  int descriptor_ = -1;               ///< Owned.
  std::string buffer_;
};

}  // namespace freezer::cli
