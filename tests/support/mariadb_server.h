#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "tests/support/background_process.h"
#include "tests/support/mariadb_admin.h"
#include "tests/support/process.h"
#include "tests/support/reserved_port.h"
#include "tests/support/temporary_folder.h"

namespace freezer::test {

struct MariadbOptions {
  /// Whether a commit survives a loss of power, as in production. Without, the server syncs
  /// nothing and is faster; commits still survive kill(), apart from those of the last second.
  bool isDurable = true;
  /// Further options of mariadbd, such as "--max-connections=5". They override those of the class.
  Words more = {};
};

/// A new MariaDB server of Debian's package, as a process with a data folder of its own. It listens
/// on a Unix socket and on a port of 127.0.0.1 that it keeps for life. The destructor stops it and
/// removes the data; it is killed when the thread that started it ends.
class MariadbServer : public MariadbAdmin {
 public:
  /// Starts the server and waits until it accepts connections. Throws std::runtime_error with its
  /// log if it does not.
  explicit MariadbServer(MariadbOptions options = {});

  /// For a server that is started later, and more than once, by launch().
  struct NotStarted {};
  MariadbServer(NotStarted, MariadbOptions options);

  MariadbServer(const MariadbServer&) = delete;
  MariadbServer& operator=(const MariadbServer&) = delete;
  ~MariadbServer();

  /// Starts the server again, with the same port and data, and waits as the constructor does. No
  /// effect if it runs.
  void start();

  /// start() in two steps, with options for this run only.
  void launch(const Words& options = {});
  void awaitReady();

  /// Sends SIGTERM and waits for the end. Kills a server that does not end in time.
  void stop();

  /// Sends SIGKILL and waits for the end.
  void kill();

  /// Stops the process by SIGSTOP: its connections stay open, and nothing answers.
  void pause();
  void resume();

  bool isRunning();

  /// The data folder.
  std::filesystem::path data() const { return folder_->path() / "data"; }

  /// The server's messages until now.
  std::string log() const;

 private:
  // Created by the constructor that others delegate to, because the base class needs them.
  MariadbServer(std::unique_ptr<TemporaryFolder> folder, std::unique_ptr<ReservedPort> port,
                MariadbOptions options);

  Words command(const Words& options) const;

  std::unique_ptr<TemporaryFolder> folder_;
  std::unique_ptr<ReservedPort> reserved_;
  MariadbOptions options_;
  std::optional<BackgroundProcess> process_;
};

}  // namespace freezer::test
