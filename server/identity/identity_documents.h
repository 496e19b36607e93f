#pragma once

#include <span>
#include <string>

#include "core/store/identity_tables.h"

/// The bodies of replies of the Identity API (OpenStack Identity API v3). `base` is the URL
/// of this service as the client sees it.
namespace freezer::server {

/// The path below which the Identity API is served.
inline constexpr const char* kIdentityPath = "/identity/v3";

/// The version of the API, as an entry of version discovery.
std::string identityVersion(const std::string& base);

/// The catalog: this service as `backup`, and its Identity API as `identity`.
std::string serviceCatalog(const std::string& base);

/// {"token": …}, with `catalog` unless it is empty.
std::string tokenDocument(const TokenDetails& details, const std::string& catalog);

/// {"projects": […], "links": …}. `path` is that of the list, below kIdentityPath.
std::string projectList(std::span<const Project> projects, const std::string& base,
                        const std::string& path);

}  // namespace freezer::server
