#include "server/http/tls_context.h"

#include <Poco/Exception.h>
#include <openssl/ssl.h>

#include <utility>

#include "server/http/certificate_fault.h"
#include "server/http/tls_files.h"

namespace freezer::server {
namespace {

Error tlsError(std::string message) {
  return {ErrorCode::InvalidRequest, std::move(message)};
}

/// How the service speaks TLS, whatever the files.
Poco::Net::Context::Ptr makeContext() {
  Poco::Net::Context::Params params;
  // useFiles() requires certificates of clients, and OpenSSL checks them. Poco's own mode would
  // look for the address of the client in its certificate.
  params.verificationMode = Poco::Net::Context::VERIFY_NONE;
  params.cipherList = "DEFAULT:!DHE";  // Poco's parameters for DHE have 1024 bits.
  params.ecdhCurve = "X25519:P-256:X448:P-521:P-384";
  Poco::Net::Context::Ptr context =
      new Poco::Net::Context(Poco::Net::Context::TLS_SERVER_USE, params);
  context->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_2);
  // Sessions are resumed by tickets alone. Each context has its own keys for them, so after a
  // reload every client is verified again.
  context->enableSessionCache(false, "freezer-api");

  SSL_CTX* const openssl = context->sslContext();
  // An end without close_notify is an end: HTTP knows by itself whether a request is whole, and
  // a partial request is still answered.
  SSL_CTX_set_options(openssl, SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(openssl, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                SSL_MODE_RELEASE_BUFFERS);
  // With it, a client that sends nothing but changes of keys would never time out.
  SSL_CTX_clear_mode(openssl, SSL_MODE_AUTO_RETRY);
  return context;
}

}  // namespace

Result<std::unique_ptr<TlsContext>> TlsContext::open(const TlsFiles& files) {
  if (files.certificate.empty() || files.key.empty()) {
    return tlsError(
        "TLS needs a certificate file and a key file, also if a CA for clients is set.");
  }
  std::unique_ptr<TlsContext> context(new TlsContext(files));
  if (const auto loaded = context->reload(); !loaded) return loaded.error();
  return context;
}

Result<void> TlsContext::reload() try {
  const Poco::Net::Context::Ptr next = makeContext();
  if (const auto used = useFiles(*next->sslContext(), files_); !used) return used;
  keepCertificateFaults(next->sslContext());
  const std::lock_guard lock(mutex_);
  current_ = next;
  return {};
} catch (const Poco::Exception& caught) {
  return tlsError("TLS is not available: " + caught.displayText());
}

Poco::Net::Context::Ptr TlsContext::current() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

Result<std::unique_ptr<TlsContext>> openTls(const TlsFiles& files) {
  if (files.certificate.empty() && files.key.empty() && files.clientCa.empty()) {
    return std::unique_ptr<TlsContext>();
  }
  return TlsContext::open(files);
}

std::string handshakeFailure(const std::string& message) {
  if (std::string fault = takeCertificateFault(); !fault.empty()) return fault;
  if (message.empty()) return "the connection ended";
  return message.substr(message.rfind(':') + 1);  // "error:0A000102:SSL routines::..."
}

bool isPlainHttp(const std::string& failure) {
  // The reasons SSL_R_HTTP_REQUEST and SSL_R_HTTPS_PROXY_REQUEST of OpenSSL.
  return failure == "http request" || failure == "https proxy request";
}

}  // namespace freezer::server
