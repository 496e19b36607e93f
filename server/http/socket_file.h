#pragma once

#include <sys/stat.h>

#include <string>

#include "core/result.h"

namespace freezer::server {

/// Makes sure that a Unix socket can be bound to `path`: removes a socket file on which no process
/// listens any more. Fails with InvalidRequest, and says why, when the socket is in use, the file
/// is no socket, or the path is too long for one.
Result<void> freeSocketPath(const std::string& path);

/// The file of a bound Unix socket. The destructor removes it.
class SocketFile {
 public:
  explicit SocketFile(std::string path);
  ~SocketFile();
  SocketFile(const SocketFile&) = delete;
  SocketFile& operator=(const SocketFile&) = delete;

  /// Lets only owner and group connect, whatever the umask.
  Result<void> shareWithGroup() const;

 private:
  const std::string path_;
  struct stat made_ {};
};

}  // namespace freezer::server
