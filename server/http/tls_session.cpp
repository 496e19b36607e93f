#include "server/http/tls_session.h"

#include <openssl/err.h>
#include <openssl/sslerr.h>
#include <openssl/x509_vfy.h>
#include <poll.h>

#include <new>

namespace freezer::server {

TlsSession::TlsSession(const TlsContext& context, int descriptor)
    : descriptor_(descriptor), ssl_(context.newSession()) {
  if (!ssl_ || SSL_set_fd(ssl_.get(), descriptor) != 1) throw std::bad_alloc();
}

TlsSession::~TlsSession() {
  end();
}

/// Tries `operation` until it is done, waiting for the socket in between.
template <typename Operation>
Transfer TlsSession::repeat(Operation operation, Deadline deadline) {
  while (true) {
    ERR_clear_error();  // Of others: SSL_get_error() would take it for its own.
    const int result = operation();
    if (result > 0) return Transfer::Ready;
    const int error = SSL_get_error(ssl_.get(), result);
    if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) {
      failure_ = ERR_peek_error();
      broken_ = error != SSL_ERROR_ZERO_RETURN;
      return Transfer::Closed;
    }
    const auto waited = await(error == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, deadline);
    if (waited != Transfer::Ready) return waited;
  }
}

Transfer TlsSession::await(short event, Deadline deadline) const {
  const auto time = left(deadline);
  pollfd wait = {descriptor_, event, 0};
  if (time.count() <= 0 || ::poll(&wait, 1, static_cast<int>(time.count())) == 0) {
    return Transfer::TimedOut;
  }
  return Transfer::Ready;
}

Transfer TlsSession::accept(Deadline deadline) {
  return repeat([this] { return SSL_accept(ssl_.get()); }, deadline);
}

std::string TlsSession::failure() const {
  if (const long verified = SSL_get_verify_result(ssl_.get()); verified != X509_V_OK) {
    return X509_verify_cert_error_string(verified);
  }
  const char* const reason = ERR_reason_error_string(failure_);
  return reason == nullptr ? "the connection ended" : reason;
}

bool TlsSession::metPlainHttp() const {
  const int reason = ERR_GET_REASON(failure_);
  return reason == SSL_R_HTTP_REQUEST || reason == SSL_R_HTTPS_PROXY_REQUEST;
}

Transfer TlsSession::read(char* buffer, int size, int& received, Deadline deadline) {
  return repeat([&] { return received = SSL_read(ssl_.get(), buffer, size); }, deadline);
}

Transfer TlsSession::write(std::string_view bytes, int& sent, Deadline deadline) {
  const int size = static_cast<int>(bytes.size());
  return repeat([&] { return sent = SSL_write(ssl_.get(), bytes.data(), size); }, deadline);
}

void TlsSession::end() {
  const bool ended = (SSL_get_shutdown(ssl_.get()) & SSL_SENT_SHUTDOWN) != 0;
  if (!broken_ && !ended && SSL_is_init_finished(ssl_.get()) == 1) SSL_shutdown(ssl_.get());
}

}  // namespace freezer::server
