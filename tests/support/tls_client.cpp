#include "tests/support/tls_client.h"

#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/X509Certificate.h>
#include <openssl/ssl.h>

namespace freezer::test {

Poco::Net::SecureStreamSocket connectByTls(std::uint16_t port, const TlsOptions& options) {
  using Poco::Net::Context;
  Context::Params params;
  params.verificationMode = Context::VERIFY_NONE;
  // OpenSSL offers what is old at its lowest level alone.
  params.cipherList = options.isOld ? "ALL:@SECLEVEL=0" : "HIGH";
  if (options.certificate != nullptr) {
    params.certificateFile = options.certificate->file;
    params.privateKeyFile = options.certificate->key;
  }
  const Context::Ptr context = new Context(Context::TLS_CLIENT_USE, params);
  if (options.isOld) {
    SSL_CTX_set_min_proto_version(context->sslContext(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context->sslContext(), TLS1_1_VERSION);
  }
  return {Poco::Net::SocketAddress("127.0.0.1", port), context};
}

std::string nameOfService(const Poco::Net::SecureStreamSocket& socket) {
  return socket.peerCertificate().commonName();
}

}  // namespace freezer::test
