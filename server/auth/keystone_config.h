#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"

namespace freezer::server {

/// The settings of [keystone_authtoken] and [centralized_scheduler]: how the service uses
/// Keystone.
struct KeystoneConfig {
  std::string authUrl;             ///< Of the Identity service, with or without /v3.
  std::string wwwAuthenticateUri;  ///< The URL for callers; empty: authUrl.

  // The user of the service itself, and the project of its token.
  std::string username;
  std::string password;
  std::string userDomainName;
  std::string userDomainId;
  std::string projectName;
  std::string projectId;
  std::string projectDomainName;
  std::string projectDomainId;

  // TLS. Without caFile, the certificates of the system are trusted.
  std::string caFile;
  std::string certFile;
  std::string keyFile;
  bool insecure = false;

  std::int64_t tokenCacheTime = 300;  ///< Seconds; 0 or less: no caching.
  int connectTimeout = 4;             ///< Seconds for one attempt.
  int maxRetries = 3;                 ///< Further attempts after a failure.

  // Roles of services that may act for a user whose token has expired.
  std::vector<std::string> serviceTokenRoles = {"service"};
  bool serviceTokenRolesRequired = false;  ///< Whether other service tokens are refused.

  // Trusts for jobs of central clients.
  bool trusts = true;
  bool enforceTrusts = false;  ///< Whether a job without a trust is refused.
  std::vector<std::string> delegatedRoles = {"member"};  ///< Empty: all roles of the caller.
};

/// Checks and normalizes the settings: `authUrl` without /v3 and without a trailing slash,
/// the roles of service tokens in lower case. InvalidRequest, naming the setting, if one is
/// missing or unusable.
Result<KeystoneConfig> complete(KeystoneConfig config);

}  // namespace freezer::server
