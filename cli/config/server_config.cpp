#include "cli/config/server_config.h"

#include <utility>

#include "server/http/base_url.h"

namespace freezer::cli {
namespace {

/// An integer as the narrower type of a member; the table of settings keeps it
/// within that type's bounds.
template <typename Number>
void assign(Number& member, const Config& config, Key key) {
  member = static_cast<Number>(config.integer(key));
}

/// Takes over what the server itself made of the text of a setting, or tells what
/// is wrong with it.
template <typename Value>
Result<void> take(Value& member, Result<Value> parsed, const Config& config, Key key) {
  if (!parsed) {
    const Setting& setting = settingOf(key);
    return Error{ErrorCode::InvalidRequest, "[" + std::string(setting.section) + "] " +
                                                std::string(setting.name) + " = " +
                                                config.text(key) + ": " + parsed.error().message};
  }
  member = std::move(parsed).value();
  return {};
}

/// Who may speak for whom, and under which URL.
Result<void> setProxies(server::ServerConfig& result, const Config& config) {
  const auto taken =
      take(result.trustedProxies, server::TrustedProxies::parse(config.text(Key::TrustedProxies)),
           config, Key::TrustedProxies);
  if (!taken) return taken;
  return take(result.publicEndpoint, server::parsePublicEndpoint(config.text(Key::PublicEndpoint)),
              config, Key::PublicEndpoint);
}

server::KeystoneConfig keystoneConfig(const Config& config) {
  server::KeystoneConfig result;
  const auto text = [&](Key key) { return config.text(key); };
  result.authUrl = text(Key::AuthUrl);
  result.wwwAuthenticateUri = text(Key::WwwAuthenticateUri);
  if (result.wwwAuthenticateUri.empty()) result.wwwAuthenticateUri = text(Key::AuthUri);
  result.username = text(Key::KeystoneUsername);
  result.password = text(Key::KeystonePassword);
  result.userDomainName = text(Key::UserDomainName);
  result.userDomainId = text(Key::UserDomainId);
  result.projectName = text(Key::ProjectName);
  result.projectId = text(Key::ProjectId);
  result.projectDomainName = text(Key::ProjectDomainName);
  result.projectDomainId = text(Key::ProjectDomainId);
  result.caFile = text(Key::CaFile);
  result.certFile = text(Key::CertFile);
  result.keyFile = text(Key::KeyFile);
  result.insecure = config.flag(Key::Insecure);
  assign(result.tokenCacheTime, config, Key::TokenCacheTime);
  assign(result.connectTimeout, config, Key::ConnectTimeout);
  assign(result.maxRetries, config, Key::MaxRetries);
  result.serviceTokenRoles = config.words(Key::ServiceTokenRoles);
  result.serviceTokenRolesRequired = config.flag(Key::ServiceTokenRolesRequired);
  result.trusts = config.flag(Key::TrustsEnabled);
  result.enforceTrusts = config.flag(Key::TrustsEnforced);
  result.delegatedRoles = config.words(Key::DelegatedRoles);
  return result;
}

/// The strategy by its name, which the table of settings has checked.
server::AuthStrategy strategyOf(const Config& config) {
  const std::string& name = config.text(Key::AuthStrategy);
  if (name == "builtin") return server::AuthStrategy::Builtin;
  return name == "keystone" ? server::AuthStrategy::Keystone : server::AuthStrategy::NoAuth;
}

/// The trustee is the user whose password is there anyway.
Result<void> checkTrustee(const Config& config) {
  const Setting& section = settingOf(Key::TrustsAuthSection);
  const bool areThere =
      strategyOf(config) == server::AuthStrategy::Keystone && config.flag(Key::TrustsEnabled);
  if (!areThere || config.text(section.key) == section.fallback) return {};
  return Error{ErrorCode::InvalidRequest,
               "[centralized_scheduler] auth_section can only be keystone_authtoken"};
}

}  // namespace

Result<Policy> loadPolicy(const Config& config) {
  const std::string& file = config.text(Key::PolicyFile);
  return file.empty() ? Policy() : Policy::read(file);
}

Result<server::ServerConfig> serverConfig(const Config& config) {
  auto policy = loadPolicy(config);
  if (!policy) return policy.error();
  if (const auto trustee = checkTrustee(config); !trustee) return trustee.error();
  server::ServerConfig result;
  result.policy = std::move(policy).value();
  if (const auto set = setProxies(result, config); !set) return set.error();
  result.bindHost = config.text(Key::BindHost);
  result.bindSocket = config.text(Key::BindSocket);
  result.tls = {config.text(Key::TlsCert), config.text(Key::TlsKey), config.text(Key::TlsClientCa)};
  assign(result.bindPort, config, Key::BindPort);
  assign(result.maxConnections, config, Key::MaxConnections);
  assign(result.limits.maxBody, config, Key::MaxBody);
  assign(result.limits.maxNesting, config, Key::MaxNesting);
  assign(result.limits.maxHeader, config, Key::MaxHeader);
  assign(result.limits.maxUri, config, Key::MaxUri);
  assign(result.limits.maxLimit, config, Key::MaxLimit);
  assign(result.limits.requestSeconds, config, Key::RequestSeconds);
  assign(result.limits.keepAliveSeconds, config, Key::KeepAliveSeconds);
  result.strategy = strategyOf(config);
  assign(result.tokenSeconds, config, Key::TokenExpiration);
  result.keystone = keystoneConfig(config);
  result.user = config.text(Key::User);
  result.project = config.text(Key::Project);
  result.allowRemoteNoauth = config.flag(Key::AllowRemoteNoauth);
  return result;
}

}  // namespace freezer::cli
