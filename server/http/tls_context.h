#pragma once

#include <Poco/Net/Context.h>

#include <memory>
#include <mutex>
#include <string>

#include "core/result.h"
#include "server/server.h"

namespace freezer::server {

/// What TLS connections begin with: the certificate of the service, its key, and the CA that
/// signs the certificates of clients. Safe to use from several threads at once.
class TlsContext {
 public:
  /// Reads the files. Fails with InvalidRequest, naming the file, what is wrong with it and
  /// what to do; the message quotes nothing of a file's content.
  static Result<std::unique_ptr<TlsContext>> open(const TlsFiles& files);

  /// Reads the files again, for the connections that begin from now on. After a failure the
  /// previous files stay in use.
  Result<void> reload();

  Poco::Net::Context::Ptr current() const;

 private:
  explicit TlsContext(TlsFiles files) : files_(std::move(files)) {}

  const TlsFiles files_;

  mutable std::mutex mutex_;
  Poco::Net::Context::Ptr current_;  ///< Protected by mutex_; each connection keeps its own.
};

/// The TLS of the service; null if no file is configured.
Result<std::unique_ptr<TlsContext>> openTls(const TlsFiles& files);

/// Why the last handshake in this thread failed, in words without codes. `message` is that of
/// Poco's exception, or empty.
std::string handshakeFailure(const std::string& message);

/// Whether `failure`, of a handshake, says that the client speaks HTTP without TLS.
bool isPlainHttp(const std::string& failure);

}  // namespace freezer::server
