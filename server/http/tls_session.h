#pragma once

#include <openssl/ssl.h>

#include <string>
#include <string_view>

#include "server/http/tls_context.h"
#include "server/http/transfer.h"

namespace freezer::server {

/// TLS on one connection, at the side of the service. For one thread at a time;
/// others may shut the socket down meanwhile, which ends all waiting. OpenSSL knows
/// no MSG_NOSIGNAL, so the process must ignore SIGPIPE or block it.
class TlsSession {
 public:
  /// Uses `descriptor`, which must not block and must outlive it.
  TlsSession(const TlsContext& context, int descriptor);

  /// Ends.
  ~TlsSession();

  TlsSession(const TlsSession&) = delete;
  TlsSession& operator=(const TlsSession&) = delete;

  /// Shakes hands with the client, which must come before all else.
  Transfer accept(Deadline deadline);

  /// Why the last transfer was Closed: "no shared cipher".
  std::string failure() const;

  /// Whether that was because the client speaks HTTP without TLS.
  bool metPlainHttp() const;

  /// Waits for bytes, of which at most `size` are put to `buffer`.
  Transfer read(char* buffer, int size, int& received, Deadline deadline);

  /// Sends some of `bytes`, which must not be empty.
  Transfer write(std::string_view bytes, int& sent, Deadline deadline);

  /// Tells the client that nothing more will be sent.
  void end();

 private:
  template <typename Operation>
  Transfer repeat(Operation operation, Deadline deadline);
  Transfer await(short event, Deadline deadline) const;

  const int descriptor_;
  const std::unique_ptr<SSL, OpenSslDeleter> ssl_;
  bool broken_ = false;
  unsigned long failure_ = 0;  ///< What OpenSSL calls it; 0: nothing but an end.
};

}  // namespace freezer::server
