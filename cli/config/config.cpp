#include "cli/config/config.h"

#include <Poco/StringTokenizer.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "cli/config/ini.h"
#include "cli/output/text.h"
#include "cli/parser/wrap.h"
#include "core/integer.h"
#include "core/search/search.h"

namespace freezer::cli {
namespace {

constexpr std::string_view kSystemFile = "/etc/freezer/freezer-api.conf";
constexpr const char* kFileVariable = "FREEZER_CONFIG_FILE";

constexpr std::string_view kStrategies[] = {"noauth", "builtin", "keystone"};
constexpr std::string_view kLogLevels[] = {"debug", "info", "warning", "error"};

constexpr std::string_view kKeystone = "keystone_authtoken";
constexpr std::string_view kScheduler = "centralized_scheduler";

// What else the Python service reads there. None of it changes what this one does.
constexpr std::string_view kWithoutMeaning[] = {
    "auth_admin_prefix",
    "auth_host",
    "auth_port",
    "auth_protocol",
    "auth_section",
    "auth_type",
    "auth_version",
    "cache",
    "delay_auth_decision",
    "enforce_token_bind",
    "hash_algorithms",
    "include_service_catalog",
    "interface",
    "memcache_password",
    "memcache_pool_conn_get_timeout",
    "memcache_pool_dead_retry",
    "memcache_pool_maxsize",
    "memcache_pool_socket_timeout",
    "memcache_pool_unused_timeout",
    "memcache_sasl_enabled",
    "memcache_secret_key",
    "memcache_security_strategy",
    "memcache_tls_enabled",
    "memcache_use_advanced_pool",
    "memcache_username",
    "memcached_servers",
    "region_name",
    "service_type",
};

using enum SettingType;

constexpr Setting kSettings[] = {
    {Key::Connection,
     NonEmpty,
     "database",
     "connection",
     "FREEZER_DB",
     "--db",
     "",
     "The store: sqlite:////absolute/path or sqlite:///relative/path.",
     0,
     0,
     {},
     true},
    {Key::User, NonEmpty, "noauth", "user", "FREEZER_USER", "--user", "admin",
     "Who is acting, on the command line and under noauth."},
    {Key::Project, NonEmpty, "noauth", "project", "FREEZER_PROJECT", "--project", "default",
     "Whose documents are meant, on the command line and under noauth."},
    {Key::BindHost, Text, "DEFAULT", "bind_host", "FREEZER_BIND_HOST", "--bind-host", "127.0.0.1",
     "The address to listen on; empty: on the Unix socket alone."},
    {Key::BindPort, Integer, "DEFAULT", "bind_port", "FREEZER_BIND_PORT", "--bind-port", "9090",
     "The port to listen on; 0: any free one.", 0, 65535},
    {Key::BindSocket, Text, "DEFAULT", "bind_socket", "FREEZER_BIND_SOCKET", "--bind-socket", "",
     "The path of a Unix socket to listen on too, for its owner and group."},
    {Key::TlsCert, Text, "ssl", "cert_file", "FREEZER_TLS_CERT", "--tls-cert", "",
     "The certificate, followed by its chain, as PEM: makes the service speak HTTPS."},
    {Key::TlsKey, Text, "ssl", "key_file", "FREEZER_TLS_KEY", "--tls-key", "",
     "The private key of the certificate, as PEM."},
    {Key::TlsClientCa, Text, "ssl", "ca_file", "FREEZER_TLS_CLIENT_CA", "--tls-client-ca", "",
     "The CA that the certificate of every client must come from, as PEM."},
    {Key::PublicEndpoint, Text, "DEFAULT", "public_endpoint", "FREEZER_PUBLIC_ENDPOINT", "", "",
     "The URL that clients reach the service by, unless it is that of their requests."},
    {Key::TrustedProxies, Text, "DEFAULT", "trusted_proxies", "FREEZER_TRUSTED_PROXIES", "", "",
     "Addresses, networks and \"unix\" whose X-Forwarded-For, -Proto and -Host are believed."},
    {Key::AuthStrategy, Choice, "DEFAULT", "auth_strategy", "FREEZER_AUTH", "--auth", "noauth",
     "How callers are told apart; noauth: every caller is the configured user; builtin: by the "
     "users and tokens of the store; keystone: by what Keystone says of their tokens.",
     0, 0, kStrategies},
    {Key::AllowRemoteNoauth, Boolean, "noauth", "allow_remote", "FREEZER_ALLOW_REMOTE_NOAUTH",
     "--allow-remote-noauth", "false",
     "Let noauth listen beyond loopback, where anyone who reaches it is admin."},
    {Key::TokenExpiration, Integer, "token", "expiration", "FREEZER_TOKEN_EXPIRATION", "", "3600",
     "Seconds that a token of builtin is valid.", 1, 31536000},
    {Key::WwwAuthenticateUri, Text, kKeystone, "www_authenticate_uri", "", "", "",
     "Where callers get tokens, as they are told; auth_url unless given."},
    {Key::AuthUri, Text, kKeystone, "auth_uri", "", "", "",
     "The older name of www_authenticate_uri."},
    {Key::AuthUrl, Text, kKeystone, "auth_url", "FREEZER_KEYSTONE_AUTH_URL", "", "",
     "The URL of Keystone, with or without /v3."},
    {Key::KeystoneUsername, Text, kKeystone, "username", "", "", "",
     "The service's own user at Keystone."},
    {Key::KeystonePassword,
     Text,
     kKeystone,
     "password",
     "FREEZER_KEYSTONE_PASSWORD",
     "",
     "",
     "The password of that user.",
     0,
     0,
     {},
     true},
    {Key::UserDomainName, Text, kKeystone, "user_domain_name", "", "", "",
     "The domain of that user."},
    {Key::UserDomainId, Text, kKeystone, "user_domain_id", "", "", "",
     "The same by its id, which comes first."},
    {Key::ProjectName, Text, kKeystone, "project_name", "", "", "",
     "The project that the service asks Keystone in."},
    {Key::ProjectId, Text, kKeystone, "project_id", "", "", "",
     "The same by its id, which comes first."},
    {Key::ProjectDomainName, Text, kKeystone, "project_domain_name", "", "", "",
     "The domain of that project."},
    {Key::ProjectDomainId, Text, kKeystone, "project_domain_id", "", "", "",
     "The same by its id, which comes first."},
    {Key::CaFile, Text, kKeystone, "cafile", "", "", "",
     "The certificates to trust, instead of the system's."},
    {Key::CertFile, Text, kKeystone, "certfile", "", "", "",
     "The certificate to show to Keystone."},
    {Key::KeyFile, Text, kKeystone, "keyfile", "", "", "", "The key of that certificate."},
    {Key::Insecure, Boolean, kKeystone, "insecure", "", "", "false",
     "Take any certificate of Keystone for good."},
    {Key::TokenCacheTime, Integer, kKeystone, "token_cache_time", "", "", "300",
     "Seconds that the answer about a token is kept; -1: not at all.", -1, 86400},
    {Key::ConnectTimeout, Integer, kKeystone, "http_connect_timeout", "", "", "4",
     "Seconds that Keystone may take for an answer.", 1, 300},
    {Key::MaxRetries, Integer, kKeystone, "http_request_max_retries", "", "", "3",
     "How often Keystone is asked again.", 0, 20},
    {Key::ServiceTokenRoles, Text, kKeystone, "service_token_roles", "", "", "service",
     "The roles, with commas between, that let a service vouch for an expired token."},
    {Key::ServiceTokenRolesRequired, Boolean, kKeystone, "service_token_roles_required", "", "",
     "false", "Turn services away that have none of those roles."},
    {Key::TrustsEnabled, Boolean, kScheduler, "enabled", "", "", "true",
     "Let central clients run their jobs with a trust of whoever made the job."},
    {Key::TrustsEnforced, Boolean, kScheduler, "enforce_trusts", "", "", "false",
     "Refuse a job for a central client when there is no trust to be had."},
    {Key::TrustsAuthSection, Text, kScheduler, "auth_section", "", "", "keystone_authtoken",
     "The section that names the trustee; it can be no other."},
    {Key::DelegatedRoles, Text, kScheduler, "trusts_delegated_roles", "", "", "member",
     "The roles that a trust gives, with commas between; empty: all of the token."},
    {Key::PolicyFile, Text, "oslo_policy", "policy_file", "FREEZER_POLICY_FILE", "", "",
     "The YAML file of policy rules that replace the defaults."},
    {Key::LogFile, Text, "DEFAULT", "log_file", "FREEZER_LOG_FILE", "--log-file", "",
     "The file to append the log to; standard error unless given."},
    {Key::LogLevel, Choice, "DEFAULT", "log_level", "FREEZER_LOG_LEVEL", "--log-level", "info",
     "The least that is logged.", 0, 0, kLogLevels},
    {Key::MaxConnections, Integer, "limits", "max_connections", "FREEZER_MAX_CONNECTIONS", "",
     "256", "Connections at a time; more are answered 503.", 1, 10000},
    {Key::MaxBody, Integer, "limits", "max_body", "FREEZER_MAX_BODY", "", "1048576",
     "Bytes of a document.", 1, 1073741824},
    // The service adds levels of its own, and reads back at most 1000.
    {Key::MaxNesting, Integer, "limits", "max_nesting", "FREEZER_MAX_NESTING", "", "64",
     "Levels of a document.", 1, 500},
    {Key::MaxHeader, Integer, "limits", "max_header", "FREEZER_MAX_HEADER", "", "16384",
     "Bytes of the header of a request.", 256, 1048576},
    {Key::MaxUri, Integer, "limits", "max_uri", "FREEZER_MAX_URI", "", "8192",
     "Bytes of the target of a request.", 64, 1048576},
    {Key::MaxLimit, Integer, "limits", "max_limit", "FREEZER_MAX_LIMIT", "", "1000",
     "Documents on one page of a list.", 1, 1000000},
    {Key::RequestSeconds, Integer, "limits", "request_seconds", "FREEZER_REQUEST_SECONDS", "", "30",
     "Seconds a whole request may take to arrive.", 1, 3600},
    {Key::KeepAliveSeconds, Integer, "limits", "keep_alive_seconds", "FREEZER_KEEP_ALIVE_SECONDS",
     "", "60", "Seconds a connection may be idle.", 1, 3600},
};

// settingOf() finds a setting by its place.
static_assert(std::size(kSettings) == kKeyCount);
static_assert(std::ranges::is_sorted(kSettings, {}, &Setting::key));

std::size_t place(Key key) {
  return static_cast<std::size_t>(key);
}

std::optional<std::string> environment(std::string_view variable) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): settings are loaded before any thread starts.
  const char* value = std::getenv(std::string(variable).c_str());
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

/// An SQLite file of the system for root, else of the user; empty where even
/// the home folder is unknown.
std::string defaultConnection() {
  constexpr std::string_view kFile = "/freezer/freezer.sqlite";
  const auto at = [&](const std::string& folder) {
    return "sqlite:///" + folder + std::string(kFile);
  };
  if (geteuid() == 0) return at("/var/lib");
  // The XDG Base Directory Specification has relative paths ignored.
  if (const auto data = environment("XDG_DATA_HOME"); data && data->starts_with('/'))
    return at(*data);
  if (const auto home = environment("HOME")) return at(*home + "/.local/share");
  return {};
}

std::string joined(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) text.append(text.empty() ? "" : ", ").append(word);
  return text;
}

/// What a value must be, as the end of a sentence; empty when `value` is that.
std::string complaint(const Setting& setting, const std::string& value) {
  switch (setting.type) {
    case Text: return printable(value) == value ? "" : "text without control characters";
    case NonEmpty:
      return printable(value) == value && !value.empty()
                 ? ""
                 : "text of at least one character and without control characters";
    case Integer: {
      const std::optional<std::int64_t> number = parseInteger(value);
      if (number && *number >= setting.least && *number <= setting.most) return {};
      return "a whole number from " + std::to_string(setting.least) + " to " +
             std::to_string(setting.most);
    }
    case Boolean: return parseBoolean(setting.name, value) ? "" : "true or false";
    case Choice:
      return std::ranges::find(setting.oneOf, value) != setting.oneOf.end()
                 ? ""
                 : "one of: " + joined(setting.oneOf);
  }
  std::abort();
}

std::optional<std::string> configFile(const std::optional<std::string>& named) {
  if (named) return named;
  if (auto file = environment(kFileVariable)) return file;
  if (std::error_code ignored; std::filesystem::exists(kSystemFile, ignored))
    return std::string(kSystemFile);
  return std::nullopt;
}

/// Whether a key that is no setting is where settings are looked for.
bool isOurs(const IniEntry& entry) {
  if (entry.section == kKeystone &&
      std::ranges::find(kWithoutMeaning, entry.key) != std::end(kWithoutMeaning)) {
    return false;
  }
  return std::ranges::find(kSettings, entry.section, &Setting::section) != std::end(kSettings);
}

Result<void> readFile(const std::string& file, LoadedConfig& loaded) {
  const Result<std::vector<IniEntry>> entries = readIni(file);
  if (!entries) return entries.error();
  std::string unknown;
  for (const IniEntry& entry : entries.value()) {
    const auto* const setting = std::ranges::find_if(kSettings, [&](const Setting& candidate) {
      return candidate.section == entry.section && candidate.name == entry.key;
    });
    std::string name = "[";
    name.append(entry.section).append("] ").append(entry.key);
    if (setting != std::end(kSettings)) {
      std::string where = file;
      where.append(", line ").append(std::to_string(entry.line)).append(": ").append(name);
      if (Result<void> set = loaded.config.set(*setting, entry.value, where); !set) return set;
    } else if (isOurs(entry)) {
      unknown.append(unknown.empty() ? "" : ", ").append(name);
    }
  }
  if (!unknown.empty())
    loaded.warnings.push_back(file + ": settings that are not known, and ignored: " + unknown);
  return {};
}

}  // namespace

std::span<const Setting> settings() {
  return kSettings;
}

const Setting& settingOf(Key key) {
  return kSettings[place(key)];
}

Config::Config() {
  for (const Setting& setting : kSettings) values_[place(setting.key)] = setting.fallback;
  values_[place(Key::Connection)] = defaultConnection();
}

const std::string& Config::text(Key key) const {
  return values_[place(key)];
}

std::int64_t Config::integer(Key key) const {
  return parseInteger(text(key)).value();
}

bool Config::flag(Key key) const {
  return parseBoolean(settingOf(key).name, text(key)).value();
}

std::vector<std::string> Config::words(Key key) const {
  const Poco::StringTokenizer words(
      text(key), ",", Poco::StringTokenizer::TOK_IGNORE_EMPTY | Poco::StringTokenizer::TOK_TRIM);
  return {words.begin(), words.end()};
}

Result<void> Config::set(const Setting& setting, const std::string& value,
                         const std::string& where) {
  if (const std::string wanted = complaint(setting, value); !wanted.empty()) {
    const std::string shown = setting.secret ? "" : " = " + value;
    return Error{ErrorCode::InvalidRequest, where + shown + ": must be " + wanted};
  }
  values_[place(setting.key)] = value;
  return {};
}

Result<LoadedConfig> loadConfig(const std::optional<std::string>& file,
                                const std::map<Key, std::string>& options) {
  LoadedConfig loaded;
  if (const std::optional<std::string> chosen = configFile(file)) {
    if (const Result<void> read = readFile(*chosen, loaded); !read) return read.error();
  }
  for (const Setting& setting : kSettings) {
    if (setting.variable.empty()) continue;
    if (const std::optional<std::string> value = environment(setting.variable)) {
      const auto set = loaded.config.set(setting, *value, std::string(setting.variable));
      if (!set) return set.error();
    }
  }
  for (const auto& [key, value] : options) {
    const Setting& setting = settingOf(key);
    if (const auto set = loaded.config.set(setting, value, std::string(setting.option)); !set)
      return set.error();
  }
  return loaded;
}

std::string withoutPassword(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) return url;
  const std::size_t user = scheme + 3;
  // The last "@" before the path, since a password may hold one.
  const std::size_t host = url.rfind('@', url.find('/', user));
  if (host == std::string::npos || host < user) return url;
  const std::size_t colon = url.find(':', user);
  if (colon == std::string::npos || colon > host) return url;
  return url.substr(0, colon + 1) + "***" + url.substr(host);
}

std::vector<std::string_view> settingSections() {
  std::vector<std::string_view> sections = {"DEFAULT"};
  for (const Setting& setting : kSettings)
    if (std::ranges::find(sections, setting.section) == sections.end())
      sections.push_back(setting.section);
  return sections;
}

std::string explanation(const Setting& setting) {
  std::string text(setting.help);
  if (setting.type == Choice) text.append(" One of: ").append(joined(setting.oneOf)).append(".");
  if (setting.type == Integer) {
    text.append(" From ").append(std::to_string(setting.least));
    text.append(" to ").append(std::to_string(setting.most)).append(".");
  }
  return text;
}

std::string defaultOf(const Setting& setting) {
  if (setting.fallback.empty()) return {};
  return " Default: " + std::string(setting.fallback) + ".";
}

std::string describeSettings() {
  std::string text = "Settings, as [section] name in the file and as variable:\n";
  for (const Setting& setting : kSettings) {
    text.append("  [").append(setting.section).append("] ").append(setting.name);
    if (!setting.variable.empty()) text.append(", ").append(setting.variable);
    for (const std::string& line : wrap(explanation(setting) + defaultOf(setting), 74))
      text.append("\n      ").append(line);
    text.append("\n");
  }
  return text;
}

}  // namespace freezer::cli
