#include "cli/output/scratch_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "cli/output/new_file.h"

namespace freezer::cli {

ScratchFile::~ScratchFile() {
  if (guard_ && !path_.empty()) ::unlink(path_.c_str());
}

Result<void> ScratchFile::create(std::string_view beginning, std::string_view suffix) {
  std::error_code none;
  std::filesystem::path folder = std::filesystem::temp_directory_path(none);
  if (folder.empty()) folder = "/tmp";
  std::string name = folder / std::string(beginning).append("-XXXXXX").append(suffix);
  const int descriptor = ::mkostemps(name.data(), static_cast<int>(suffix.size()), O_CLOEXEC);
  if (descriptor < 0) {
    return Error{ErrorCode::Unavailable,
                 "cannot create " + name + ": " + std::generic_category().message(errno)};
  }
  ::close(descriptor);
  path_ = name;
  guard_->watch({path_});
  return {};
}

Result<void> ScratchFile::write(std::string_view text) const {
  Result<NewFile> file = NewFile::create(path_);
  if (!file) return file.error();
  if (const auto written = file.value().write(text); !written) return written;
  return file.value().finish();
}

void ScratchFile::keep() {
  guard_.reset();
}

}  // namespace freezer::cli
