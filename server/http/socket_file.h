#pragma once

#include <sys/stat.h>

#include <string>

#include "core/result.h"

namespace freezer::server {

/// Makes sure that a Unix socket can be bound to `path`: removes a socket file on
/// which nobody listens any more. Fails with InvalidRequest, saying why, for one in
/// use, for any other kind of file, and for a path that no socket can have.
Result<void> freeSocketPath(const std::string& path);

/// The file of a bound Unix socket, which is removed with this object.
class SocketFile {
 public:
  explicit SocketFile(std::string path);
  ~SocketFile();
  SocketFile(const SocketFile&) = delete;
  SocketFile& operator=(const SocketFile&) = delete;

  /// Lets owner and group connect, and nobody else, whatever the umask.
  Result<void> shareWithGroup() const;

 private:
  const std::string path_;
  struct stat made_ {};
};

}  // namespace freezer::server
