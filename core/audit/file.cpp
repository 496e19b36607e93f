#include "core/audit/file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "core/store/file_owner.h"

namespace freezer {
namespace {

std::string reasonOf(int error) {
  return std::generic_category().message(error);
}

/// The descriptor, or -1 with the reason in errno.
int openToAppend(const std::string& path) {
  constexpr int kFlags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC;
  constexpr mode_t kOwnerOnly = 0600;
  const int created = ::open(path.c_str(), kFlags | O_EXCL, kOwnerOnly);
  if (created < 0) return errno == EEXIST ? ::open(path.c_str(), kFlags, kOwnerOnly) : -1;
  giveToFolderOwner(created, path);
  return created;
}

Error cannotOpen(const std::string& path, int error) {
  return {ErrorCode::InvalidRequest,
          "cannot open the audit log " + path + ": " + reasonOf(error) + " ([audit] log_file)"};
}

/// Writes all of `text` at once. Returns the number of bytes written; errno says why it is not all
/// of them.
std::size_t append(int descriptor, std::string_view text) {
  ssize_t written = 0;
  do {
    errno = 0;
    written = ::write(descriptor, text.data(), text.size());
  } while (written < 0 && errno == EINTR);
  return written < 0 ? 0 : static_cast<std::size_t>(written);
}

}  // namespace

Result<std::unique_ptr<AuditFile>> AuditFile::open(const std::string& path, Report report) {
  const int descriptor = openToAppend(path);
  if (descriptor < 0) return cannotOpen(path, errno);
  return std::unique_ptr<AuditFile>(new AuditFile(path, std::move(report), descriptor));
}

AuditFile::~AuditFile() {
  ::close(descriptor_);
}

void AuditFile::write(std::string_view line) {
  std::string text;
  text.reserve(line.size() + 2);
  const std::lock_guard lock(mutex_);
  if (isTorn_) text += '\n';
  text.append(line) += '\n';
  const std::size_t written = append(descriptor_, text);
  if (written == text.size()) return noteSuccess();
  const int error = errno == 0 ? ENOSPC : errno;
  isTorn_ = isTorn_ || written > 0;
  noteLoss(reasonOf(error));
}

bool AuditFile::isFailing() const {
  const std::lock_guard lock(mutex_);
  return lost_ > 0;
}

Result<void> AuditFile::reopen() {
  const int opened = openToAppend(path_);
  if (opened < 0) return cannotOpen(path_, errno);
  const std::lock_guard lock(mutex_);
  ::close(std::exchange(descriptor_, opened));
  isTorn_ = false;
  return {};
}

void AuditFile::noteLoss(const std::string& reason) {
  if (lost_++ == 0) {
    report_("cannot write the audit log " + path_ + ": " + reason + "; changes are not in it");
  }
}

void AuditFile::noteSuccess() {
  isTorn_ = false;
  if (lost_ > 0) {
    report_("the audit log " + path_ + " is written again; " + std::to_string(lost_) +
            (lost_ == 1 ? " line is" : " lines are") + " missing");
  }
  lost_ = 0;
}

}  // namespace freezer
