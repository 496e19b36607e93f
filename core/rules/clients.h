#pragma once

#include "core/json/document.h"

namespace freezer {

/// Whether a client, in stored form, serves every project.
bool isCentral(const Document& client);

}  // namespace freezer
