#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "core/store/mariadb/address.h"
#include "core/store/sql/failure.h"

namespace freezer::mariadb {

using sql::Failure;

/// The failure with an error number of the server (mariadb.com/kb/en/mariadb-error-code-reference)
/// or of the client library, and its text.
Failure failureOf(unsigned number, const std::string& text);

/// The Error for a failure while using the store, or the `what`, at `address`.
Error storeError(const Failure& failure, const Address& address, std::string_view what = "store");

/// The Error for a store that cannot be used; `why` is the reason and the remedy.
Error unusable(const Address& address, const std::string& why, std::string detail = {},
               std::string_view what = "store");

}  // namespace freezer::mariadb
