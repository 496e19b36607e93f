#include "cli/config/config.h"

#include <unistd.h>

#include <string_view>

#include "cli/config/load.h"
#include "server/server.h"

namespace freezer::cli {
namespace {

/// The system's SQLite file for root, otherwise the user's; empty if the home folder is
/// unknown.
std::string defaultConnection() {
  constexpr std::string_view kFile = "/freezer/freezer.sqlite";
  const auto in = [&](const std::string& folder) {
    return "sqlite:///" + folder + std::string(kFile);
  };
  if (geteuid() == 0) return in("/var/lib");
  // XDG Base Directory Specification: relative paths are ignored.
  if (const auto data = environmentVariable("XDG_DATA_HOME"); data && data->starts_with('/'))
    return in(*data);
  if (const auto home = environmentVariable("HOME")) return in(*home + "/.local/share");
  return {};
}

}  // namespace

Config::Config()
    : connection(defaultConnection()), server(std::make_unique<server::ServerConfig>()) {}
Config::Config(Config&& other) noexcept = default;
Config& Config::operator=(Config&& other) noexcept = default;
Config::~Config() = default;

const std::string& Config::user() const {
  return server->user;
}

const std::string& Config::project() const {
  return server->project;
}

const DocumentLimits& Config::documentLimits() const {
  return server->limits.document;
}

std::int64_t Config::maxLimit() const {
  return server->limits.maxLimit;
}

std::int64_t Config::tokenSeconds() const {
  return server->tokenSeconds;
}

std::string withoutPassword(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) return url;
  const std::size_t user = scheme + 3;
  // The last "@" before the path, because a password may contain one.
  const std::size_t host = url.rfind('@', url.find('/', user));
  if (host == std::string::npos || host < user) return url;
  const std::size_t colon = url.find(':', user);
  if (colon == std::string::npos || colon > host) return url;
  return url.substr(0, colon + 1) + "***" + url.substr(host);
}

}  // namespace freezer::cli
