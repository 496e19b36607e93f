#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/audit/file.h"
#include "core/audit/trail.h"
#include "core/result.h"

namespace freezer::cli {

/// The audit log of one command; closed at first.
class CommandAudit {
 public:
  /// Opens the audit log `file`, unless it is empty. `report` receives what goes wrong later.
  /// InvalidRequest if it cannot be opened.
  Result<void> open(const std::string& file, AuditFile::Report report);

  /// Takes what the command changes; null if the audit log is closed.
  AuditTrail* trail() { return trail_ ? &*trail_ : nullptr; }

 private:
  std::unique_ptr<AuditFile> file_;
  std::optional<AuditTrail> trail_;
};

/// The login name of the user who runs the program, "alice", and of the one who became that user:
/// "root (sudo by alice)".
std::string terminalUser();

}  // namespace freezer::cli
