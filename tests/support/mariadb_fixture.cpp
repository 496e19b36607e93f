// `mariadb_fixture start|stop FILE`: starts the server of sharedMariadb() in the background and
// writes its address to FILE, or stops it. The background process, which holds a lock on FILE.lock
// for as long as it runs, stops its server when it ends, however that happens. `start` first stops
// a server that an interrupted run of the tests left behind.

#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "tests/support/await.h"
#include "tests/support/mariadb_server.h"

namespace freezer::test {
namespace {

namespace fs = std::filesystem;

/// The lock that the background process holds on a file with its process ID.
class HolderLock {
 public:
  explicit HolderLock(const fs::path& path)
      : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)), path_(path) {
    if (file_ < 0) throw std::runtime_error("cannot open " + path.string());
  }
  HolderLock(const HolderLock&) = delete;
  HolderLock& operator=(const HolderLock&) = delete;
  ~HolderLock() { ::close(file_); }

  /// Whether the caller now holds the lock.
  bool take() { return ::flock(file_, LOCK_EX | LOCK_NB) == 0; }

  // Both for the holder only.
  void writeProcess() const { std::ofstream(path_) << ::getpid() << '\n'; }
  void eraseProcess() const { std::ofstream(path_) << '\n'; }

  /// The process ID of the holder; 0 while it is unknown.
  pid_t process() const {
    pid_t process = 0;
    std::ifstream(path_) >> process;
    return process;
  }

 private:
  int file_;
  fs::path path_;
};

/// Ends the background process, if there is one.
void stop(const fs::path& file) {
  HolderLock lock(file.string() + ".lock");
  const bool hasEnded = await([&] {
    if (lock.take()) return true;
    if (const pid_t holder = lock.process(); holder > 0) ::kill(holder, SIGTERM);
    return false;
  });
  if (!hasEnded) throw std::runtime_error("the server of an earlier run does not stop");
  lock.eraseProcess();
  fs::remove(file);
}

/// Runs the server until SIGTERM, or until `file` is removed together with its build tree.
void hold(const fs::path& file) {
  ::setsid();
  sigset_t signals;
  ::sigemptyset(&signals);
  ::sigaddset(&signals, SIGTERM);
  ::sigprocmask(SIG_BLOCK, &signals, nullptr);

  HolderLock lock(file.string() + ".lock");
  if (!lock.take()) throw std::runtime_error("another server is being started");
  lock.writeProcess();
  const MariadbServer server({.isDurable = false, .more = {"--max-connections=500"}});
  const fs::path unfinished = file.string() + ".unfinished";
  std::ofstream(unfinished) << server.port() << ' ' << server.socket() << '\n';
  fs::rename(unfinished, file);
  // CTest waits until nothing writes to its streams.
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nothing, stream);
  ::close(nothing);
  const timespec pause{.tv_sec = 2, .tv_nsec = 0};
  while (fs::exists(file) && ::sigtimedwait(&signals, nullptr, &pause) != SIGTERM) continue;
}

void start(const fs::path& file) {
  stop(file);
  const pid_t holder = ::fork();
  if (holder < 0) throw std::runtime_error("no background process");
  if (holder == 0) return hold(file);
  const bool decided =
      await([&] { return fs::exists(file) || ::waitpid(holder, nullptr, WNOHANG) == holder; });
  if (!decided || !fs::exists(file)) throw std::runtime_error("the server did not start");
}

}  // namespace
}  // namespace freezer::test

int main(int count, char** words) try {
  const std::string_view action = count == 3 ? words[1] : "";
  if (action == "start") {
    freezer::test::start(words[2]);
  } else if (action == "stop") {
    freezer::test::stop(words[2]);
  } else {
    std::cerr << "Usage: mariadb_fixture start|stop FILE\n";
    return 2;
  }
  return 0;
} catch (const std::exception& failure) {
  std::cerr << "mariadb_fixture: " << failure.what() << '\n';
  return 1;
}
