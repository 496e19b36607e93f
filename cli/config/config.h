#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace freezer::cli {

/// All that can be configured.
enum class Key {
  Connection,
  User,
  Project,
  BindHost,
  BindPort,
  BindSocket,
  TlsCert,
  TlsKey,
  TlsClientCa,
  PublicEndpoint,
  TrustedProxies,
  AuthStrategy,
  AllowRemoteNoauth,
  TokenExpiration,
  WwwAuthenticateUri,
  AuthUri,
  AuthUrl,
  KeystoneUsername,
  KeystonePassword,
  UserDomainName,
  UserDomainId,
  ProjectName,
  ProjectId,
  ProjectDomainName,
  ProjectDomainId,
  CaFile,
  CertFile,
  KeyFile,
  Insecure,
  TokenCacheTime,
  ConnectTimeout,
  MaxRetries,
  ServiceTokenRoles,
  ServiceTokenRolesRequired,
  TrustsEnabled,
  TrustsEnforced,
  TrustsAuthSection,
  DelegatedRoles,
  PolicyFile,
  LogFile,
  LogLevel,
  MaxConnections,
  MaxBody,
  MaxNesting,
  MaxHeader,
  MaxUri,
  MaxLimit,
  RequestSeconds,
  KeepAliveSeconds,
};
inline constexpr std::size_t kKeyCount = static_cast<std::size_t>(Key::KeepAliveSeconds) + 1;

enum class SettingType { Text, NonEmpty, Integer, Boolean, Choice };

/// One setting: where it may come from, and what it may be.
struct Setting {
  Key key;
  SettingType type;
  std::string_view section;   ///< In the file, as the Python service names it where it does.
  std::string_view name;      ///< In the file.
  std::string_view variable;  ///< In the environment; empty: not there.
  std::string_view option;    ///< On the command line; empty: not there.
  std::string_view fallback;  ///< The default; that of Connection depends on the user.
  std::string_view help;
  std::int64_t least = 0;                        ///< Of an Integer.
  std::int64_t most = 0;                         ///< Of an Integer.
  std::span<const std::string_view> oneOf = {};  ///< Of a Choice.
  bool secret = false;                           ///< Whether it may hold a password: never shown.
};

/// The one table of all settings, in the order of Key.
std::span<const Setting> settings();
const Setting& settingOf(Key key);

/// The settings in force. Every value has been checked against the table.
class Config {
 public:
  /// All settings at their defaults.
  Config();

  const std::string& text(Key key) const;
  std::int64_t integer(Key key) const;
  bool flag(Key key) const;

  /// The words of a list that is written with commas.
  std::vector<std::string> words(Key key) const;

  /// Checks `value` and takes it; InvalidRequest otherwise, beginning with
  /// `where` ("--bind-port") and, unless it is a secret, the value.
  Result<void> set(const Setting& setting, const std::string& value, const std::string& where);

 private:
  std::array<std::string, kKeyCount> values_;
};

struct LoadedConfig {
  Config config;
  std::vector<std::string> warnings;  ///< For the user, such as keys that are unknown.
};

/// Puts together, the later the stronger: the defaults; the file `file`, else
/// the one FREEZER_CONFIG_FILE names, else /etc/freezer/freezer-api.conf if it
/// is there; the environment; and `options`, those of the command line.
Result<LoadedConfig> loadConfig(const std::optional<std::string>& file,
                                const std::map<Key, std::string>& options);

/// A store URL fit to be shown: without its password.
std::string withoutPassword(const std::string& url);

/// The sections of the file, each once; DEFAULT comes first.
std::vector<std::string_view> settingSections();

/// What a setting is and what it may be.
std::string explanation(const Setting& setting);

/// " Default: info."; empty where there is none to tell.
std::string defaultOf(const Setting& setting);

/// The table as text, for the help.
std::string describeSettings();

}  // namespace freezer::cli
