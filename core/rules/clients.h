#pragma once

#include "core/json/document.h"
#include "core/rules/rules.h"

namespace freezer {

/// Whether a client in stored form runs jobs of every project.
bool isCentral(const Document& client);

/// Adds what every stored client has: a uuid and its capabilities.
void addClientDefaults(Document& client);

const Rules& clientRules();

}  // namespace freezer
