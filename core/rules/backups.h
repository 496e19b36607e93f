#pragma once

#include "core/rules/rules.h"

namespace freezer {

const Rules& backupRules();

}  // namespace freezer
