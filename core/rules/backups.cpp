#include "core/rules/backups.h"

namespace freezer {
namespace {

Result<void> prepareBackup(Operation& operation, Change& change) {
  if (change.before == nullptr) change.sidecar = operation.caller.user_name;
  return {};
}

}  // namespace

const Rules& backupRules() {
  static constexpr Rules kRules = {.prepare = prepareBackup};
  return kRules;
}

}  // namespace freezer
