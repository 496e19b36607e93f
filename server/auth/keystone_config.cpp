#include "server/auth/keystone_config.h"

#include <Poco/Exception.h>
#include <Poco/URI.h>

#include <algorithm>
#include <fstream>
#include <string_view>
#include <utility>

#include "core/text.h"

namespace freezer::server {
namespace {

constexpr std::string_view kVersion = "/v3";

Error wrong(std::string_view setting, std::string_view why) {
  std::string message = "[keystone_authtoken] ";
  message.append(setting).append(" ").append(why);
  return {ErrorCode::InvalidRequest, std::move(message)};
}

Error missing(std::string_view setting) {
  return wrong(setting, "is not set, but auth_strategy = keystone needs it");
}

bool isVisible(char c) {
  return c > 0x20 && c < 0x7f;
}

/// Whether `url` is http or https with a host, and has no user, which could carry a
/// password, and nothing after the path.
bool isServiceUrl(const std::string& url) try {
  const bool isHttp = url.starts_with("http://") || url.starts_with("https://");
  return isHttp && !Poco::URI(url).getHost().empty() && url.find_first_of("@?#\\\"") == url.npos &&
         std::ranges::all_of(url, isVisible);
} catch (const Poco::Exception&) {
  return false;
}

void removeEnd(std::string& text, std::string_view end) {
  if (text.ends_with(end)) text.resize(text.size() - end.size());
}

Result<void> checkUrls(KeystoneConfig& config) {
  constexpr const char* kWanted = "must be http://HOST or https://HOST, without a user name";
  if (config.authUrl.empty()) return missing("auth_url");
  if (!isServiceUrl(config.authUrl)) return wrong("auth_url", kWanted);
  if (config.wwwAuthenticateUri.empty()) config.wwwAuthenticateUri = config.authUrl;
  if (!isServiceUrl(config.wwwAuthenticateUri)) return wrong("www_authenticate_uri", kWanted);
  while (config.authUrl.ends_with('/')) config.authUrl.pop_back();
  removeEnd(config.authUrl, kVersion);
  while (config.authUrl.ends_with('/')) config.authUrl.pop_back();
  return {};
}

Result<void> checkUser(const KeystoneConfig& config) {
  if (config.username.empty()) return missing("username");
  if (config.password.empty()) return missing("password");
  if (config.userDomainName.empty() && config.userDomainId.empty()) {
    return missing("user_domain_name");
  }
  if (!config.projectId.empty()) return {};
  if (config.projectName.empty()) return missing("project_name");
  if (config.projectDomainName.empty() && config.projectDomainId.empty()) {
    return missing("project_domain_name");
  }
  return {};
}

Result<void> checkFiles(const KeystoneConfig& config) {
  const std::pair<const char*, const std::string&> files[] = {
      {"cafile", config.caFile}, {"certfile", config.certFile}, {"keyfile", config.keyFile}};
  for (const auto& [setting, file] : files) {
    if (!file.empty() && !std::ifstream(file)) {
      return wrong(setting, "names a file that cannot be read: " + file);
    }
  }
  return {};
}

}  // namespace

Result<KeystoneConfig> complete(KeystoneConfig config) {
  if (const auto urls = checkUrls(config); !urls) return urls.error();
  if (const auto user = checkUser(config); !user) return user.error();
  if (const auto files = checkFiles(config); !files) return files.error();
  for (std::string& role : config.serviceTokenRoles) role = lowered(role);
  return config;
}

}  // namespace freezer::server
