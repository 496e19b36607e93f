#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "core/caller.h"
#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer {

/// One operation of a caller within a transaction. Rules are functions of it and
/// have no other effect, so that a transaction can be run again.
struct Operation {
  Transaction& transaction;
  const Caller& caller;
  std::int64_t now;  ///< Seconds since the epoch.
};

/// A document that is about to be stored.
struct Change {
  const Document* before = nullptr;  ///< As stored now; null for a new document.
  Document after;                    ///< In stored form, valid.
  std::string sidecar;               ///< Record::sidecar, as stored now.
};

/// What is special to the documents of a kind; each function may be absent.
struct Rules {
  /// Completes a change and refuses what must not be.
  Result<void> (*prepare)(Operation& operation, Change& change) = nullptr;

  /// Follows up a change that was stored.
  Result<void> (*stored)(Operation& operation, const Record& record,
                         const Change& change) = nullptr;

  /// Undoes what refers to a document that is about to be removed.
  Result<void> (*remove)(Operation& operation, const Record& record) = nullptr;
};

}  // namespace freezer
