#include "tests/support/mariadb_server.h"

#include <chrono>
#include <csignal>
#include <stdexcept>
#include <utility>

#include "tests/support/await.h"
#include "tests/support/mariadb_data.h"

namespace freezer::test {
namespace {

constexpr std::chrono::seconds kPatienceOfStop{30};

/// Small, quick to start, and with nothing that a test of a database client does not need.
const Words kServerOptions = {"--bind-address=127.0.0.1",
                              "--character-set-server=utf8mb4",
                              "--innodb-buffer-pool-dump-at-shutdown=OFF",
                              "--innodb-buffer-pool-load-at-startup=OFF",
                              "--innodb-buffer-pool-size=64M",
                              "--innodb-flush-log-at-trx-commit=1",
                              "--innodb-log-file-size=32M",
                              "--performance-schema=OFF",
                              "--skip-log-bin",
                              "--skip-name-resolve"};

const Words kWithoutSyncs = {"--debug-no-sync", "--innodb-doublewrite=0",
                             "--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync"};

void append(Words& words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
}

}  // namespace

MariadbServer::MariadbServer(MariadbOptions options)
    : MariadbServer(NotStarted{}, std::move(options)) {
  start();
}

MariadbServer::MariadbServer(NotStarted, MariadbOptions options)
    : MariadbServer(std::make_unique<TemporaryFolder>(), std::make_unique<ReservedPort>(),
                    std::move(options)) {}

MariadbServer::MariadbServer(std::unique_ptr<TemporaryFolder> folder,
                             std::unique_ptr<ReservedPort> port, MariadbOptions options)
    : MariadbAdmin(port->number(), folder->path() / "socket"),
      folder_(std::move(folder)),
      reserved_(std::move(port)),
      options_(std::move(options)) {
  createMariadbData(data());
  std::filesystem::create_directory(folder_->path() / "tmp");
  giveToMariadbUser(folder_->path());
}

MariadbServer::~MariadbServer() {
  stop();
}

void MariadbServer::start() {
  if (isRunning()) return;
  launch();
  awaitReady();
}

void MariadbServer::launch(const Words& options) {
  process_.emplace(command(options), mariadbEnvironment(), folder_->path() / "log");
}

void MariadbServer::awaitReady() {
  bool isReady = false;
  await([&] { return (isReady = answers()) || !isRunning(); });
  if (!isReady) throw std::runtime_error("mariadbd does not answer: " + log());
}

void MariadbServer::stop() {
  if (!process_) return;
  resume();
  process_->stop(kPatienceOfStop);
  process_.reset();
}

void MariadbServer::kill() {
  process_.reset();
}

void MariadbServer::pause() {
  if (process_) process_->signal(SIGSTOP);
}

void MariadbServer::resume() {
  if (process_) process_->signal(SIGCONT);
}

bool MariadbServer::isRunning() {
  return process_ && process_->isRunning();
}

std::string MariadbServer::log() const {
  return fileContent(folder_->path() / "log");
}

Words MariadbServer::command(const Words& options) const {
  Words words = asMariadbUser();
  append(words,
         {"/usr/sbin/mariadbd", "--no-defaults", "--datadir=" + data().string(),
          "--pid-file=" + (folder_->path() / "pid").string(), "--port=" + std::to_string(port()),
          "--socket=" + socket(), "--tmpdir=" + (folder_->path() / "tmp").string()});
  append(words, kServerOptions);
  if (!options_.isDurable) append(words, kWithoutSyncs);
  append(words, options_.more);
  append(words, options);
  return words;
}

}  // namespace freezer::test
