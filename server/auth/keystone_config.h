#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"

namespace freezer::server {

/// How the service speaks with Keystone. The members are the settings of
/// [keystone_authtoken] and [centralized_scheduler].
struct KeystoneConfig {
  std::string authUrl;             ///< Of the Identity service, with or without /v3.
  std::string wwwAuthenticateUri;  ///< What callers are told instead; empty: authUrl.

  // The service's own user, and the project it asks in.
  std::string username;
  std::string password;
  std::string userDomainName;
  std::string userDomainId;
  std::string projectName;
  std::string projectId;
  std::string projectDomainName;
  std::string projectDomainId;

  // Of https; the system's certificates are trusted unless caFile names others.
  std::string caFile;
  std::string certFile;
  std::string keyFile;
  bool insecure = false;

  std::int64_t tokenCacheTime = 300;  ///< Seconds; nothing is kept unless it is positive.
  int connectTimeout = 4;             ///< Seconds that one try may take.
  int maxRetries = 3;                 ///< How often a question is asked again.

  // Who may vouch for a user whose token has expired meanwhile.
  std::vector<std::string> serviceTokenRoles = {"service"};
  bool serviceTokenRolesRequired = false;  ///< Whether other services are turned away.

  // Trusts for jobs of central clients.
  bool trusts = true;
  bool enforceTrusts = false;  ///< Whether such a job is refused without one.
  std::vector<std::string> delegatedRoles = {"member"};  ///< Empty: all that the caller has.
};

/// The same, complete and in one form: `authUrl` without /v3 and without a slash at
/// its end, the roles of service tokens in lower case. InvalidRequest, naming the setting, where
/// one is missing or cannot be used.
Result<KeystoneConfig> complete(KeystoneConfig config);

}  // namespace freezer::server
