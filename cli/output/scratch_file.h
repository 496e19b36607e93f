#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "cli/output/removed_on_signal.h"
#include "core/result.h"

namespace freezer::cli {

/// A file for another program, such as an editor, in the folder for temporary files ($TMPDIR). Only
/// its owner can read it. It is removed by the destructor, and by the signals that RemovedOnSignal
/// handles; see there for what may exist beside it.
class ScratchFile {
 public:
  ScratchFile() : guard_(std::in_place) {}
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile();

  /// Creates the file; its name begins and ends with these texts. Once only. Unavailable, with the
  /// reason, if it cannot be created.
  Result<void> create(std::string_view beginning, std::string_view suffix);

  const std::filesystem::path& path() const { return path_; }

  /// Replaces the content, as a whole or not at all. Fails like NewFile.
  Result<void> write(std::string_view text) const;

  /// The file stays.
  void keep();

 private:
  std::optional<RemovedOnSignal> guard_;  ///< None: the file stays.
  std::filesystem::path path_;            ///< Empty before create().
};

}  // namespace freezer::cli
