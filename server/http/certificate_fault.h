#pragma once

#include <openssl/types.h>

#include <string>

/// Why OpenSSL refused the certificate of a peer, which the exceptions of Poco do not say.
namespace freezer::server {

/// Makes each handshake of `context` keep its fault for the thread that runs it.
void keepCertificateFaults(SSL_CTX* context);

/// The fault of the last handshake in this thread, which is then forgotten. Empty if the
/// certificate was accepted.
std::string takeCertificateFault();

}  // namespace freezer::server
