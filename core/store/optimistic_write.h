#pragma once

#include <type_traits>

#include "core/result.h"
#include "core/store/store.h"

namespace freezer {

/// Store::write() with little work inside the transaction, where all writers wait for each other.
///
/// This is optimistic concurrency control (Kung and Robinson, 1981). First `work` runs on a
/// snapshot, beside other threads; what it reads and what it would write is noted. Then, in a
/// transaction, what it has read is read again. If all of it is unchanged, the noted writes are
/// made; otherwise `work` runs again in this transaction. Work that fails or writes nothing on the
/// snapshot needs no transaction. Work that uses more of Transaction than records, the host names
/// of clients and the links to actions only runs in a transaction.
///
/// Where writers do not wait for each other (Store::writesOneByOne()), all of this costs more than
/// it saves: `work` runs in a transaction at once.
///
/// For `work`, the same holds as for Store::write().
Result<void> writeOptimistically(Store& store, const Store::WriteWork& work);

/// The same for work that creates a document. If it reads nothing, it may share a transaction with
/// the work of other callers (Store::writeOnly()).
Result<void> createOptimistically(Store& store, const Store::WriteWork& work);

/// Runs `work(Transaction&)` by writeOptimistically() and returns its Result.
template <typename Work>
std::invoke_result_t<Work&, Transaction&> changeIn(Store& store, Work work) {
  return detail::runIn<std::invoke_result_t<Work&, Transaction&>, Transaction>(
      [&](const Store::WriteWork& run) { return writeOptimistically(store, run); }, work);
}

/// The same by createOptimistically().
template <typename Work>
std::invoke_result_t<Work&, Transaction&> createIn(Store& store, Work work) {
  return detail::runIn<std::invoke_result_t<Work&, Transaction&>, Transaction>(
      [&](const Store::WriteWork& run) { return createOptimistically(store, run); }, work);
}

}  // namespace freezer
