#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "core/result.h"

namespace freezer::cli {

/// A file that gets its name when it is whole, so that nobody takes a part of it for
/// all, and one of that name stays until then. Only its owner may read it.
class NewFile {
 public:
  /// Begins a file that shall become `path`, in the same folder. A path that is there
  /// and no regular file, such as /dev/null, is written to as it is. InvalidRequest when
  /// it cannot be made.
  static Result<NewFile> create(const std::filesystem::path& path);

  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;

  /// Takes it away again, unless it was finished.
  ~NewFile();

  /// Unavailable, saying why, when it cannot be written: the disk may be full.
  Result<void> write(std::string_view text);

  /// Gives it its name, once it is on disk. Nothing can be written afterwards.
  Result<void> finish();

 private:
  NewFile(std::filesystem::path path, std::filesystem::path unfinished, int descriptor)
      : path_(std::move(path)), unfinished_(std::move(unfinished)), descriptor_(descriptor) {}

  Result<void> flush();
  Error cannotWrite() const;

  std::filesystem::path path_;
  std::filesystem::path unfinished_;  ///< Its name until then; empty: written to as it is.
  int descriptor_ = -1;               ///< Owned.
  std::string buffer_;
};

}  // namespace freezer::cli
