#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <csignal>
#include <thread>

#include "cli/commands/commands.h"
#include "cli/config/server_config.h"
#include "cli/config/service_log.h"
#include "cli/config/setting_help.h"
#include "cli/config/store_url.h"
#include "cli/supervisor.h"
#include "core/audit/file.h"

namespace freezer::cli {
namespace {

/// SIGTERM, SIGINT and SIGHUP. They are blocked in this thread and in the threads that it starts,
/// so that only wait() receives them.
class Signals {
 public:
  Signals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGTERM);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  }

  /// Waits for the next signal and returns it.
  int wait() const {
    int signal = 0;
    sigwait(&set_, &signal);
    return signal;
  }

 private:
  sigset_t set_{};
};

/// Tunes this process for many threads on few processors. Failures only cost speed.
void suitManyThreads() {
  // One malloc arena per processor instead of the default of eight: more arenas hold unused memory
  // and are rarely in a processor's cache.
  // NOLINTNEXTLINE(concurrency-mt-unsafe): no other thread has started.
  mallopt(M_ARENA_MAX, static_cast<int>(std::max(1U, std::thread::hardware_concurrency())));
  // The buffers of a long list return to the system when they are freed. By default, the first ones
  // raise this threshold, and each slow reader then keeps twice the memory of its page.
  constexpr int kLargeBlock = 4 * 1024 * 1024;
  mallopt(M_MMAP_THRESHOLD, kLargeBlock);      // NOLINT(concurrency-mt-unsafe): as above.
  mallopt(M_TRIM_THRESHOLD, 2 * kLargeBlock);  // NOLINT(concurrency-mt-unsafe): as above.
  // A thread that wakes up does not preempt a running one, which may hold a lock.
  const sched_param none = {};
  sched_setscheduler(0, SCHED_BATCH, &none);
}

/// Logs what runs, with which settings.
void logStart(const Context& context, spdlog::logger& log) {
  log.info("freezer-api {} starts: store {}, auth_strategy {}, {}", FREEZER_VERSION,
           withoutPassword(context.config.connection),
           textOf(*findSetting("DEFAULT", "auth_strategy"), context.config),
           context.loadedFile ? "configuration " + *context.loadedFile : "no configuration file");
}

/// Prints the addresses of the server.
void announce(const Context& context, spdlog::logger& log, const server::Server& server) {
  for (const std::string& address : server.addresses()) {
    // Scripts wait for this line, whatever the log level and file.
    context.err << "freezer-api: listening on " << address << std::endl;
    if (!context.config.logFile.empty()) log.info("listening on {}", address);
  }
  log.flush();
}

/// The status line for the supervisor.
std::string statusOf(const server::Server& server) {
  std::string status;
  for (const std::string& address : server.addresses()) {
    status.append(status.empty() ? "Listening on " : ", ").append(address);
  }
  return status;
}

/// The audit log; null if none is configured.
Result<std::unique_ptr<AuditFile>> openAudit(const Config& config,
                                             const std::shared_ptr<spdlog::logger>& logger) {
  if (config.auditFile.empty()) return std::unique_ptr<AuditFile>();
  return AuditFile::open(config.auditFile,
                         [logger](const std::string& message) { logger->error(message); });
}

/// Reopens the log files and reloads the TLS files, as after a rotation. On failure the old ones
/// stay in use.
void reload(const Config& config, ServiceLog& log, AuditFile* audit, server::Server& server) {
  spdlog::logger& logger = *log.logger();
  const bool isFile = !config.logFile.empty();
  const bool isTls = !config.server->tls.certificate.empty();
  if (isFile) {
    const Result<void> reopened = log.reopen();
    if (!reopened) logger.error("SIGHUP: cannot reopen the log: {}", reopened.error().message);
    if (reopened) logger.info("SIGHUP: reopened the log file");
  }
  if (audit != nullptr) {
    const Result<void> reopened = audit->reopen();
    if (!reopened) logger.error("SIGHUP: {}", reopened.error().message);
    if (reopened) logger.info("SIGHUP: reopened the audit log");
  }
  if (isTls) {
    const Result<void> reloaded = server.reloadTls();
    if (!reloaded) logger.error("SIGHUP: cannot reload TLS: {}", reloaded.error().message);
    if (reloaded) logger.info("SIGHUP: reloaded the certificate, the key and the client CA");
  }
  if (!isFile && !isTls && audit == nullptr)
    logger.info("SIGHUP: no log file and no TLS to reload");
  logger.flush();
}

/// Waits for SIGTERM or SIGINT, and returns it.
int awaitStop(const Signals& signals, const Config& config, ServiceLog& log, AuditFile* audit,
              server::Server& server, const Supervisor& supervisor) {
  const std::string status = statusOf(server);
  for (;;) {
    supervisor.ready(status);
    const int signal = signals.wait();
    if (signal != SIGHUP) return signal;
    supervisor.reloading();
    reload(config, log, audit, server);
  }
}

/// Serves until SIGTERM or SIGINT.
Result<void> runServe(const Context& context) {
  const Signals signals;
  const Supervisor supervisor = Supervisor::fromEnvironment();
  suitManyThreads();
  // The failing write reports a closed connection and a full file.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  Result<ServiceLog> opened = ServiceLog::open(context.config);
  if (!opened) return opened.error();
  ServiceLog& log = opened.value();
  const Result<server::ServerConfig> configured = serverConfig(context.config);
  if (!configured) return configured.error();
  const server::ServerConfig& config = configured.value();
  const auto audit = openAudit(context.config, log.logger());
  if (!audit) return audit.error();
  AuditFile* const auditFile = audit.value().get();
  return withStore(context, openForWriting(context), [&](Freezer& freezer) -> Result<void> {
    const Result<std::unique_ptr<server::Server>> started =
        server::Server::start(freezer, config, log.logger(), auditFile);
    if (!started) return started.error();
    server::Server& server = *started.value();
    logStart(context, *log.logger());
    announce(context, *log.logger(), server);
    const int signal = awaitStop(signals, context.config, log, auditFile, server, supervisor);
    supervisor.stopping();
    log.logger()->info("stopping on SIG{}", sigabbrev_np(signal));
    server.stop();
    log.logger()->info("stopped");
    log.logger()->flush();
    return {};
  });
}

void declareServe(const Command& serve, Context& context) {
  addSettingOptions(serve, context, OptionPlace::Serve);
  serve.footer(describeSettings());
  serve.example("freezer-api serve --bind-host 0.0.0.0 --auth builtin");
  serve.example("freezer-api serve --bind-host= --bind-socket /run/freezer-api/socket");
  serve.onRun(configured(context, [&context] { return runServe(context); }));
}

}  // namespace

void addServe(const Command& root, Context& context) {
  root.add("serve", "Run the REST service until SIGTERM or SIGINT.",
           [&context](const Command& serve) { declareServe(serve, context); });
}

}  // namespace freezer::cli
