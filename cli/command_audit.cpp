#include "cli/command_audit.h"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <utility>

#include "core/uuid.h"

namespace freezer::cli {
namespace {

/// The login name of a user, or "uid 1000" if there is none.
std::string loginName(uid_t user) {
  std::array<char, 4096> texts{};
  passwd entry{};
  passwd* found = nullptr;
  const int failure = ::getpwuid_r(user, &entry, texts.data(), texts.size(), &found);
  return failure == 0 && found != nullptr ? entry.pw_name : "uid " + std::to_string(user);
}

}  // namespace

std::string terminalUser() {
  const std::string name = loginName(::getuid());
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing changes the environment.
  const char* const before = std::getenv("SUDO_USER");
  return before == nullptr || *before == '\0' ? name : name + " (sudo by " + before + ")";
}

Result<void> CommandAudit::open(const std::string& file, AuditFile::Report report) {
  if (file.empty()) return {};
  auto opened = AuditFile::open(file, std::move(report));
  if (!opened) return opened.error();
  file_ = std::move(opened).value();
  trail_.emplace(*file_, AuditOrigin{.request_id = "cmd-" + newUuid(), .source = terminalUser()});
  return {};
}

}  // namespace freezer::cli
