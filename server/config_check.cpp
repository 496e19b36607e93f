#include "server/config_check.h"

#include "core/freezer.h"
#include "server/auth/keystone_client.h"
#include "server/http/listener.h"
#include "server/http/tls_context.h"

namespace freezer::server {
namespace {

/// Whether the service can log in to Keystone.
Result<void> checkKeystone(const KeystoneConfig& config) {
  auto complete = server::complete(config);
  if (!complete) return complete.error();
  const auto user = KeystoneClient(std::move(complete).value(), Freezer::systemClock()).userId();
  if (user) return {};
  const Error& why = user.error();
  return Error{why.code, why.message + (why.detail.empty() ? "" : " " + why.detail)};
}

}  // namespace

std::vector<CheckedSettings> checkSettings(const ServerConfig& config) {
  std::vector<CheckedSettings> checked = {{"addresses", checkAddresses(config)}};
  const auto tls = openTls(config.tls);
  if (!tls) {
    checked.push_back({"certificates", tls.error()});
  } else if (tls.value()) {
    checked.push_back({"certificates", {}});
  }
  if (config.strategy == AuthStrategy::Keystone) {
    checked.push_back({"keystone", checkKeystone(config.keystone)});
  }
  return checked;
}

}  // namespace freezer::server
