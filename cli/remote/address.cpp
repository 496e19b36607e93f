#include "cli/remote/address.h"

#include <Poco/Exception.h>
#include <Poco/URI.h>

#include <string_view>

namespace freezer::cli {
namespace {

constexpr std::string_view kFirstVersion = "/v1";
constexpr std::string_view kSecondVersion = "/v2";

Error notUsable(const std::string& reason) {
  return {ErrorCode::InvalidRequest, "--from " + reason};
}

/// Removes `end` and slashes after it. Returns whether it was there.
bool removeEnd(std::string& path, std::string_view end) {
  while (path.ends_with('/')) path.pop_back();
  if (!path.ends_with(end)) return false;
  path.erase(path.size() - end.size());
  return true;
}

/// The path of the lists of a service whose URL has `path`.
std::string baseOf(std::string path, const std::string& project) {
  if (removeEnd(path, kFirstVersion) || project.empty()) return path.append(kFirstVersion);
  const std::string encoded = encodedForPath(project);
  // Catalogs of OpenStack list the service with and without version and project.
  removeEnd(path, "/" + encoded);
  removeEnd(path, kSecondVersion);
  return path.append(kSecondVersion).append("/").append(encoded);
}

}  // namespace

std::string encodedForPath(const std::string& text) {
  std::string encoded;
  Poco::URI::encode(text, "/?#&+;=:@", encoded);
  return encoded;
}

bool isRemoteUrl(const std::string& url) {
  return url.starts_with("http://") || url.starts_with("https://");
}

Result<RemoteAddress> remoteAddress(const std::string& url, const std::string& project) try {
  const Poco::URI parsed(url);
  if (!parsed.getUserInfo().empty()) {
    return notUsable(
        "must be a URL without user and password: give a token with --token-file or OS_TOKEN");
  }
  if (parsed.getHost().empty()) return notUsable("has no host: give http://HOST:PORT");
  if (!parsed.getRawQuery().empty() || !parsed.getFragment().empty()) {
    return notUsable("must be a URL without query and fragment: give http://HOST:PORT");
  }
  std::string path;
  Poco::URI::encode(parsed.getPath(), "?#", path);
  return RemoteAddress{
      .origin = parsed.getScheme() + "://" + parsed.getAuthority(),
      .authority = parsed.getAuthority(),
      .host = parsed.getHost(),
      .port = parsed.getPort(),
      .isSecure = parsed.getScheme() == "https",
      .base = baseOf(path, project),
      .project = project,
  };
} catch (const Poco::Exception&) {
  return notUsable("is not a valid URL: give http://HOST:PORT");
}

}  // namespace freezer::cli
