#include "server/http/tls_context.h"

#include <utility>

#include "server/http/tls_files.h"

namespace freezer::server {
namespace {

Error error(std::string message) {
  return {ErrorCode::InvalidRequest, std::move(message)};
}

/// How the service speaks TLS, whatever the files.
void configure(SSL_CTX& context) {
  SSL_CTX_set_min_proto_version(&context, TLS1_2_VERSION);
  // An end without a farewell is an end: HTTP knows by itself whether a request is
  // whole, and half of one is to be answered still.
  SSL_CTX_set_options(&context, SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(&context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                 SSL_MODE_RELEASE_BUFFERS);
  // With it, a client that sends nothing but changes of keys would never time out.
  SSL_CTX_clear_mode(&context, SSL_MODE_AUTO_RETRY);
  // Sessions are resumed by tickets alone. Each context has keys of its own for them,
  // so after a reload every client is looked at anew.
  SSL_CTX_set_session_cache_mode(&context, SSL_SESS_CACHE_OFF);
  constexpr unsigned char kName[] = "freezer-api";
  SSL_CTX_set_session_id_context(&context, kName, sizeof kName - 1);
}

}  // namespace

Result<std::unique_ptr<TlsContext>> TlsContext::open(const TlsFiles& files) {
  if (files.certificate.empty() || files.key.empty()) {
    return error(
        "TLS needs a certificate and its key, each in a file; a CA for clients is of no use "
        "without them.");
  }
  std::unique_ptr<TlsContext> context(new TlsContext(files));
  if (const auto loaded = context->reload(); !loaded) return loaded.error();
  return context;
}

Result<void> TlsContext::reload() {
  Pointer next(SSL_CTX_new(TLS_server_method()));
  if (!next) return error("TLS cannot be had: there is no memory for it.");
  configure(*next);
  if (const auto used = useFiles(*next, files_); !used) return used;
  const std::lock_guard lock(mutex_);
  current_.swap(next);
  return {};
}

std::unique_ptr<SSL, OpenSslDeleter> TlsContext::newSession() const {
  const std::lock_guard lock(mutex_);
  return std::unique_ptr<SSL, OpenSslDeleter>(SSL_new(current_.get()));
}

}  // namespace freezer::server
