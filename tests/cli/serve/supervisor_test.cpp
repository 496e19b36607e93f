// Notifications of serve to its supervisor, sd_notify(3).

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstddef>
#include <stdexcept>

#include "tests/support/running_server.h"

namespace freezer::test {
namespace {

/// Receives the notifications on a socket.
class FakeSupervisor {
 public:
  explicit FakeSupervisor(const std::string& name)
      : descriptor_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    name.copy(address.sun_path, sizeof address.sun_path - 1);
    if (name.front() == '@') address.sun_path[0] = '\0';
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    if (::bind(descriptor_, reinterpret_cast<const sockaddr*>(&address), size) != 0)
      throw std::runtime_error("no socket for a supervisor");
  }
  FakeSupervisor(const FakeSupervisor&) = delete;
  FakeSupervisor& operator=(const FakeSupervisor&) = delete;
  ~FakeSupervisor() { ::close(descriptor_); }

  /// Waits for the next message; empty on a timeout.
  std::string hear() const {
    pollfd ready{.fd = descriptor_, .events = POLLIN, .revents = 0};
    return ::poll(&ready, 1, 30'000) == 1 ? heard() : "";
  }

  /// A message that has arrived already; empty if there is none.
  std::string heard() const {
    std::array<char, 4096> text{};
    const ssize_t size = ::recv(descriptor_, text.data(), text.size(), MSG_DONTWAIT);
    return {text.data(), size < 0 ? 0 : static_cast<std::size_t>(size)};
  }

 private:
  const int descriptor_;
};

class SupervisorTest : public ProgramTest {
 protected:
  /// A unique name.
  const std::string socket_ = folder_.path() / "notify";
};

TEST_F(SupervisorTest, ItHearsOfEveryTurn) {
  const FakeSupervisor supervisor(socket_);
  environment_["NOTIFY_SOCKET"] = socket_;
  RunningServer server({}, environment_);
  const std::string ready =
      "READY=1\nSTATUS=Listening on http://127.0.0.1:" + std::to_string(server.port());
  EXPECT_EQ(supervisor.hear(), ready);
  ::kill(server.process(), SIGHUP);
  EXPECT_TRUE(supervisor.hear().starts_with("RELOADING=1\nMONOTONIC_USEC="));
  EXPECT_EQ(supervisor.hear(), ready);
  EXPECT_EQ(server.endBy(SIGTERM), 0);
  EXPECT_TRUE(supervisor.heard().starts_with("STOPPING=1\n"));
  EXPECT_EQ(supervisor.heard(), "");
}

TEST_F(SupervisorTest, AServiceThatCannotListenIsNeverReady) {
  const FakeSupervisor supervisor(socket_);
  environment_["NOTIFY_SOCKET"] = socket_;
  fail({"serve", "--bind-host=", "--bind-socket", folder_.path() / "none" / "socket"}, 2, "none");
  EXPECT_EQ(supervisor.heard(), "");
}

TEST_F(SupervisorTest, ItMayHaveAnAbstractName) {
  const FakeSupervisor supervisor("@" + socket_);
  environment_["NOTIFY_SOCKET"] = "@" + socket_;
  const RunningServer server({}, environment_);
  EXPECT_TRUE(supervisor.hear().starts_with("READY=1\n"));
}

TEST_F(SupervisorTest, TheServiceDoesWithoutOne) {
  for (const std::string& nobody :
       {std::string("nowhere"), folder_.path().string(), std::string(200, 'x'), std::string("@"),
        (folder_.path() / "missing").string(), std::string("vsock:2:1234")}) {
    environment_["NOTIFY_SOCKET"] = nobody;
    RunningServer server({}, environment_);
    ASSERT_NE(server.port(), 0) << server.text();
    ::kill(server.process(), SIGHUP);
    EXPECT_TRUE(server.says("SIGHUP"));
    EXPECT_EQ(server.endBy(SIGTERM), 0) << nobody;
  }
}

}  // namespace
}  // namespace freezer::test
