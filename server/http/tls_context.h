#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <mutex>

#include "core/result.h"
#include "server/server.h"

namespace freezer::server {

struct OpenSslDeleter {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* session) const { SSL_free(session); }
};

/// What TLS connections begin with: the certificate of the service, its key, and
/// the CA that the certificates of clients must come from. Safe to use from several
/// threads at once.
class TlsContext {
 public:
  /// Reads the files. Fails with InvalidRequest, naming the file, what is wrong with
  /// it and what to do; nothing of a file's content is told.
  static Result<std::unique_ptr<TlsContext>> open(const TlsFiles& files);

  /// Reads the files again, for the connections that begin from now on. After a
  /// failure what was in use before stays in use.
  Result<void> reload();

  /// The TLS of one more connection; null when there is no memory for it.
  std::unique_ptr<SSL, OpenSslDeleter> newSession() const;

 private:
  using Pointer = std::unique_ptr<SSL_CTX, OpenSslDeleter>;

  explicit TlsContext(TlsFiles files) : files_(std::move(files)) {}

  const TlsFiles files_;

  mutable std::mutex mutex_;
  Pointer current_;  ///< Protected by mutex_; sessions keep theirs by themselves.
};

}  // namespace freezer::server
