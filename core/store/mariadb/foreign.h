#pragma once

#include <memory>

#include "core/result.h"
#include "core/store/foreign.h"
#include "core/store/mariadb/address.h"

namespace freezer::mariadb {

/// See openForeign() in core/store/foreign.h.
Result<std::unique_ptr<ForeignDatabase>> openForeignDatabase(const Address& address);

}  // namespace freezer::mariadb
