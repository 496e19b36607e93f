#include "core/store/sqlite/file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "core/store/file_owner.h"
#include "core/store/sqlite/errors.h"

namespace freezer::sqlite {
namespace {

namespace fs = std::filesystem;

std::string reason(int error) {
  return std::generic_category().message(error);
}

Result<void> createFolder(const fs::path& file, const fs::path& folder) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) return unusable(file, "its folder cannot be created: " + failure.message());
  fs::permissions(folder, fs::perms::owner_all, failure);
  return {};
}

Result<void> createFile(const fs::path& file, Missing missing) {
  if (missing == Missing::Refuse)
    return unusable(file, "it does not exist; create it with `db init`");
  const fs::path folder = file.parent_path();
  if (std::error_code ignored; !folder.empty() && !fs::exists(folder, ignored)) {
    if (missing == Missing::Create)
      return unusable(file, "its folder does not exist; correct the URL, or create the folder");
    if (const auto created = createFolder(file, folder); !created) return created;
  }
  constexpr mode_t kOwnerOnly = 0600;
  const int descriptor = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, kOwnerOnly);
  if (descriptor < 0) return unusable(file, "it cannot be created: " + reason(errno));
  giveToFolderOwner(descriptor, file);
  ::close(descriptor);
  return {};
}

}  // namespace

Result<fs::path> fileOf(const std::string& url) {
  constexpr std::string_view kPrefix = "sqlite:///";
  if (url.starts_with(kPrefix) && url.size() > kPrefix.size())
    return fs::path(url.substr(kPrefix.size()));
  return Error{ErrorCode::InvalidRequest,
               "the store URL must be sqlite:///relative/path or sqlite:////absolute/path"};
}

Result<void> prepareFile(const fs::path& file, Missing missing) {
  std::error_code failure;
  if (!fs::exists(file, failure)) {
    if (const auto created = createFile(file, missing); !created) return created;
  }
  if (!fs::is_regular_file(file, failure)) return unusable(file, "it is not a file");
  if (::access(file.c_str(), R_OK | W_OK) != 0) {
    return unusable(file, "it cannot be written: " + reason(errno));
  }
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (::access(folder.c_str(), W_OK | X_OK) != 0) {
    return unusable(
        file, "its folder, where SQLite keeps its journal, cannot be written: " + reason(errno));
  }
  return {};
}

std::int64_t journalBytes(const std::filesystem::path& file) {
  return bytesOf(file.string() + "-wal");
}

std::int64_t bytesOf(const std::filesystem::path& file) {
  std::error_code absent;
  const auto size = std::filesystem::file_size(file, absent);
  return absent ? 0 : static_cast<std::int64_t>(size);
}

}  // namespace freezer::sqlite
