#pragma once

#include <Poco/Net/Context.h>
#include <Poco/Net/SecureStreamSocket.h>

#include <cstdint>

#include "tests/support/certificates.h"
#include "tests/support/raw_client.h"

namespace freezer::test {

/// What a client of TLS brings along.
struct TlsOptions {
  const Certificate* certificate = nullptr;  ///< Of the client; null: none.
  bool isOld = false;                        ///< Speaks TLS 1.1 at most.
};

/// A connection to a port of the loopback, after the handshake; throws a Poco
/// exception when that fails. It trusts every service.
Poco::Net::SecureStreamSocket connectByTls(std::uint16_t port, const TlsOptions& options = {});

/// The name in the certificate of the service.
std::string nameOfService(const Poco::Net::SecureStreamSocket& socket);

}  // namespace freezer::test
