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

std::int64_t Config::tokenSeconds() const {
  return server->tokenSeconds;
}

bool Config::hasNamedProjects() const {
  return server->strategy == server::AuthStrategy::Builtin;
}

}  // namespace freezer::cli
