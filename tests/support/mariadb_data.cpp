#include "tests/support/mariadb_data.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <functional>
#include <stdexcept>

#include "tests/support/temporary_folder.h"

namespace freezer::test {
namespace {

namespace fs = std::filesystem;

/// Leaves no anonymous account, and no root but over the Unix socket.
constexpr const char* kAccounts = R"(
FLUSH PRIVILEGES;
DELETE FROM mysql.global_priv WHERE User = '' OR Host <> 'localhost';
FLUSH PRIVILEGES;
CREATE USER freezer@'%' IDENTIFIED BY 'p@ss:w/rd';
GRANT ALL ON `freezer\_%`.* TO freezer@'%';
)";

bool isRoot() {
  return ::geteuid() == 0;
}

/// Holds a lock among processes. The system releases it when a process dies.
class FileLock {
 public:
  explicit FileLock(const fs::path& path)
      : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (file_ < 0 || ::flock(file_, LOCK_EX) != 0)
      throw std::runtime_error("cannot lock " + path.string());
  }
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock() { ::close(file_); }

 private:
  int file_;
};

Outcome runAsMariadbUser(const Words& command) {
  Words words = asMariadbUser();
  words.insert(words.end(), command.begin(), command.end());
  return runProcess(words, mariadbEnvironment());
}

/// Initialises the data folder `folder`.
void install(const fs::path& folder) {
  const TemporaryFolder temporary;
  const fs::path accounts = temporary.path() / "accounts.sql";
  const fs::path data = temporary.path() / "data";
  std::ofstream(accounts) << kAccounts;
  giveToMariadbUser(temporary.path());
  const Outcome outcome = runAsMariadbUser(
      {"/usr/bin/mariadb-install-db", "--no-defaults", "--datadir=" + data.string(),
       "--auth-root-authentication-method=normal", "--skip-test-db",
       "--extra-file=" + accounts.string(), "--innodb-log-file-size=32M",
       "--innodb-flush-method=nosync", "--debug-no-sync"});
  if (outcome.status != 0)
    throw std::runtime_error("mariadb-install-db failed: " + outcome.out + outcome.err);
  const fs::path unfinished = folder.string() + ".unfinished";
  fs::remove_all(unfinished);
  fs::copy(data, unfinished, fs::copy_options::recursive);
  fs::rename(unfinished, folder);
}

/// An initialised data folder in the build tree, made for this version of MariaDB and this user.
fs::path installedData() {
  for (const char* program : {"/usr/sbin/mariadbd", "/usr/bin/mariadb-install-db"}) {
    if (!fs::exists(program))
      throw std::runtime_error(std::string(program) +
                               " is missing; tests/packages.txt names its package");
  }
  const std::string version =
      runProcess({"/usr/sbin/mariadbd", "--no-defaults", "--version"}, mariadbEnvironment()).out;
  const std::size_t key =
      std::hash<std::string>()(version + kAccounts + std::to_string(::geteuid()));
  fs::path folder = FREEZER_MARIADB_DATA "-" + std::to_string(key);
  const FileLock lock(folder.string() + ".lock");
  if (!fs::exists(folder)) install(folder);
  return folder;
}

}  // namespace

const Environment& mariadbEnvironment() {
  static const Environment environment = {{"PATH", "/usr/sbin:/usr/bin:/sbin:/bin"},
                                          {"LC_ALL", "C.UTF-8"}};
  return environment;
}

Words asMariadbUser() {
  Words words = {"/usr/bin/setpriv", "--pdeathsig", "KILL"};
  if (isRoot())
    words.insert(words.end(), {"--reuid", "mysql", "--regid", "mysql", "--init-groups"});
  return words;
}

void giveToMariadbUser(const fs::path& path) {
  if (!isRoot()) return;
  passwd user{};
  passwd* found = nullptr;
  std::array<char, 4096> buffer{};
  if (::getpwnam_r("mysql", &user, buffer.data(), buffer.size(), &found) != 0 || found == nullptr)
    throw std::runtime_error("there is no user mysql; its package is in tests/packages.txt");
  const auto give = [&](const fs::path& each) {
    if (::lchown(each.c_str(), user.pw_uid, user.pw_gid) != 0)
      throw std::runtime_error("cannot change the owner of " + each.string());
  };
  give(path);
  if (!fs::is_directory(path)) return;
  for (const auto& entry : fs::recursive_directory_iterator(path)) give(entry.path());
}

void createMariadbData(const fs::path& folder) {
  fs::copy(installedData(), folder, fs::copy_options::recursive);
  giveToMariadbUser(folder);
}

}  // namespace freezer::test
