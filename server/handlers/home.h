#pragma once

#include <string>

#include "server/router.h"

namespace freezer::server {

inline constexpr std::string_view kHomeContentType = "application/json-home";

/// The JSON Home document (draft-nottingham-json-home-03) of one version: every
/// path of `router` that is part of it or of no version, under its rel.
std::string homeDocument(const Router& router, ApiVersion version);

}  // namespace freezer::server
