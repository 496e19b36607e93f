#include "server/http/socket_file.h"

#include <Poco/Exception.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace freezer::server {
namespace {

using Poco::Net::SocketAddress;

/// Whether a process listens on the socket. Does not wait, even if its backlog is full.
bool isListenedTo(const std::string& path) try {
  Poco::Net::StreamSocket().connectNB(SocketAddress(SocketAddress::UNIX_LOCAL, path));
  return true;
} catch (const Poco::Net::ConnectionRefusedException&) {
  return false;
} catch (const Poco::Exception&) {
  return true;  // For example no permission to connect; then it must not be removed either.
}

Error socketError(std::string message) {
  return {ErrorCode::InvalidRequest, std::move(message)};
}

std::string lastFailure() {
  return std::generic_category().message(errno);
}

}  // namespace

Result<void> freeSocketPath(const std::string& path) {
  constexpr std::size_t kMaxPath = sizeof(sockaddr_un::sun_path) - 1;
  if (path.size() > kMaxPath) {
    return socketError("the path of a socket has at most " + std::to_string(kMaxPath) + " bytes.");
  }
  struct stat found {};
  if (::lstat(path.c_str(), &found) != 0) return {};  // bind() reports other problems.
  if (!S_ISSOCK(found.st_mode)) {
    return socketError("a file that is not a socket exists. Remove it, or choose another path.");
  }
  if (isListenedTo(path)) return socketError("it is in use. Choose another path.");
  if (::unlink(path.c_str()) != 0) {
    return socketError("the stale socket cannot be removed: " + lastFailure());
  }
  return {};
}

SocketFile::SocketFile(std::string path) : path_(std::move(path)) {
  ::lstat(path_.c_str(), &made_);
}

SocketFile::~SocketFile() {
  // Another service may have replaced the file.
  struct stat found {};
  const bool isThere = ::lstat(path_.c_str(), &found) == 0;
  if (isThere && found.st_dev == made_.st_dev && found.st_ino == made_.st_ino) {
    ::unlink(path_.c_str());
  }
}

Result<void> SocketFile::shareWithGroup() const {
  constexpr mode_t kOwnerAndGroup = 0660;
  if (::chmod(path_.c_str(), kOwnerAndGroup) == 0) return {};
  return socketError("its access cannot be restricted: " + lastFailure());
}

}  // namespace freezer::server
