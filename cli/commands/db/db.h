#pragma once

#include <cstdint>

#include "cli/context.h"
#include "cli/parser/command_line.h"
#include "core/audit/trail.h"
#include "core/store/maintenance.h"

namespace freezer::cli {

// Each function adds a verb to the noun db; `context` must outlive the command line.

void addDbSchema(const Command& db, Context& context);  // init, version and upgrade.
void addDbBackup(const Command& db, Context& context);
void addDbRestore(const Command& db, Context& context);
void addDbCopy(const Command& db, Context& context);
void addDbCheck(const Command& db, Context& context);
void addDbStats(const Command& db, Context& context);
void addDbVacuum(const Command& db, Context& context);

/// The number of documents of all kinds, without identities.
std::int64_t documentsIn(const Counts& counts);

/// Whether there is nothing at all, identities included.
bool isNothing(const Counts& counts);

/// Notes in the audit log that the whole content of a store was written: `rows` has the name and
/// number of the rows of each kind.
template <typename Rows>
void auditStore(const Context& context, const AuditSubject& subject, const Result<Rows>& rows) {
  AuditTrail* const trail = context.audit->trail();
  if (trail == nullptr) return;
  AuditCounts counts;
  if (rows) {
    for (const auto& each : rows.value()) counts.emplace_back(each.name, each.number);
  }
  trail->note(context.auditCaller(), subject, counts, rows ? nullptr : &rows.error());
}

}  // namespace freezer::cli
