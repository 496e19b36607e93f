#pragma once

#include <optional>

#include "core/caller.h"
#include "core/json/document.h"

namespace freezer {

/// The trust that a job runs with, or none.
std::optional<Trust> trustOf(const Document& job);

/// Lets a job run with `trust`, or with none.
void setTrust(Document& job, const std::optional<Trust>& trust);

}  // namespace freezer
