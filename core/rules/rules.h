#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "core/audit/trail.h"
#include "core/caller.h"
#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer {

/// The jobs that the change of an action has reached ahead of the action; see changeJobsAhead().
struct ReachedJobs {
  std::int64_t version = 0;  ///< Of the action before the change.
  std::set<std::string> ids;
};

/// An operation of a caller in a transaction. Rules must have no effects outside the operation,
/// because a transaction can be retried.
struct Operation {
  Transaction& transaction;
  const Caller& caller;
  std::int64_t now = 0;  ///< Seconds since the epoch.
  const DocumentLimits& limits;
  const ReachedJobs* reached = nullptr;  ///< Null: none.
  DocumentChanges* changes = nullptr;    ///< Takes what is stored, for the audit log; null: off.

  /// To be called for each document that was stored or removed.
  void note(Kind kind, const std::string& id, std::optional<std::int64_t> before,
            std::optional<std::int64_t> after) {
    if (changes != nullptr) changes->push_back({kind, id, before, after});
  }
};

/// A document before it is stored.
struct Change {
  const Document* before = nullptr;  ///< As currently stored; null for a new document.
  Document after;                    ///< In stored form; valid.
  std::string sidecar;               ///< Record::sidecar, as currently stored.
};

/// The rules of a kind. Each function may be null.
struct Rules {
  /// Pointer to the schedule of a document; empty: it has none. See scheduleFaults().
  std::string_view schedule = {};

  /// Completes a change, or refuses it.
  Result<void> (*prepare)(Operation& operation, Change& change) = nullptr;

  /// Updates other documents after a change was stored.
  Result<void> (*stored)(Operation& operation, const Record& record,
                         const Change& change) = nullptr;

  /// Removes references to a document before it is deleted.
  Result<void> (*remove)(Operation& operation, const Record& record) = nullptr;
};

}  // namespace freezer
