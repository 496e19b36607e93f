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
#include "cli/supervisor.h"

namespace freezer::cli {
namespace {

/// The signals that ask for something: for an end, or SIGHUP. Blocked in this thread and in those
/// that it starts, so that wait() alone takes them.
class Signals {
 public:
  Signals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGTERM);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  }

  /// Returns the next that comes.
  int wait() const {
    int signal = 0;
    sigwait(&set_, &signal);
    return signal;
  }

 private:
  sigset_t set_{};
};

/// Sets this process up for many threads on few processors: what it does not get
/// costs speed alone.
void suitManyThreads() {
  // As many arenas to allocate from as there are processors, instead of eight times
  // as many: those hold memory that nobody uses, and none is in a processor's cache
  // when its turn comes.
  // NOLINTNEXTLINE(concurrency-mt-unsafe): no other thread has started.
  mallopt(M_ARENA_MAX, static_cast<int>(std::max(1U, std::thread::hardware_concurrency())));
  // A thread that has something to do again does not interrupt one that is at work,
  // and that may hold what all others need.
  const sched_param none = {};
  sched_setscheduler(0, SCHED_BATCH, &none);
}

/// Says where the server listens.
void announce(const Context& context, spdlog::logger& log, const server::Server& server) {
  for (const std::string& address : server.addresses()) {
    // Scripts wait for this line, whatever is logged, and wherever.
    context.err << "freezer-api: listening on " << address << std::endl;
    if (!context.config.text(Key::LogFile).empty()) log.info("listening on {}", address);
  }
  log.flush();
}

/// What a supervisor shows of a server that answers.
std::string statusOf(const server::Server& server) {
  std::string status;
  for (const std::string& address : server.addresses()) {
    status.append(status.empty() ? "Listening on " : ", ").append(address);
  }
  return status;
}

/// Reads again what may have been replaced: the log file, and the files of TLS. What
/// cannot be read again stays as it was.
void readAgain(const Config& config, ServiceLog& log, server::Server& server) {
  spdlog::logger& logger = *log.logger();
  const bool isFile = !config.text(Key::LogFile).empty();
  const bool isTls = !config.text(Key::TlsCert).empty();
  if (isFile) {
    const Result<void> reopened = log.reopen();
    if (!reopened) logger.error("SIGHUP: the log goes on as before: {}", reopened.error().message);
    if (reopened) logger.info("SIGHUP: the log file was opened again");
  }
  if (isTls) {
    const Result<void> reloaded = server.reloadTls();
    if (!reloaded) logger.error("SIGHUP: TLS goes on as before: {}", reloaded.error().message);
    if (reloaded) logger.info("SIGHUP: the certificate, its key and the client CA were read again");
  }
  if (!isFile && !isTls) logger.info("SIGHUP: there is neither a log file nor TLS to read again");
  logger.flush();
}

/// Waits for the signal that asks for an end, and returns it.
int awaitStop(const Signals& signals, const Config& config, ServiceLog& log, server::Server& server,
              const Supervisor& supervisor) {
  const std::string status = statusOf(server);
  for (;;) {
    supervisor.ready(status);
    const int signal = signals.wait();
    if (signal != SIGHUP) return signal;
    supervisor.reloading();
    readAgain(config, log, server);
  }
}

/// Serves until a signal asks for an end.
Result<void> runServe(const Context& context) {
  const Signals signals;
  const Supervisor supervisor = Supervisor::fromEnvironment();
  suitManyThreads();
  // The write that fails tells of both: a client that went away, and a file that
  // has reached the size it may have.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  Result<ServiceLog> opened = ServiceLog::open(context.config);
  if (!opened) return opened.error();
  ServiceLog& log = opened.value();
  const Result<server::ServerConfig> configured = serverConfig(context.config);
  if (!configured) return configured.error();
  const server::ServerConfig& config = configured.value();
  return withFreezer(context, [&](Freezer& freezer) -> Result<void> {
    const Result<std::unique_ptr<server::Server>> started =
        server::Server::start(freezer, config, log.logger());
    if (!started) return started.error();
    server::Server& server = *started.value();
    announce(context, *log.logger(), server);
    const int signal = awaitStop(signals, context.config, log, server, supervisor);
    supervisor.stopping();
    log.logger()->info("stopping on SIG{}", sigabbrev_np(signal));
    server.stop();
    log.logger()->info("stopped");
    log.logger()->flush();
    return {};
  });
}

void declareServe(const Command& serve, Context& context) {
  for (const auto& [key, valueName] :
       {std::pair(Key::BindHost, "HOST"), std::pair(Key::BindPort, "N"),
        std::pair(Key::BindSocket, "PATH"), std::pair(Key::TlsCert, "FILE"),
        std::pair(Key::TlsKey, "FILE"), std::pair(Key::TlsClientCa, "FILE"),
        std::pair(Key::AuthStrategy, "NAME"), std::pair(Key::LogFile, "FILE"),
        std::pair(Key::LogLevel, "NAME")})
    addSettingOption(serve, context, key, valueName);
  const Setting& remote = settingOf(Key::AllowRemoteNoauth);
  serve.flag({std::string(remote.option), std::string(remote.help), ""}, context.allowRemoteNoauth);
  serve.footer(describeSettings());
  serve.example("freezer-api serve --bind-host 0.0.0.0 --auth builtin");
  serve.example("freezer-api serve --bind-host= --bind-socket /run/freezer-api/socket");
  serve.onRun(configured(context, [&context] { return runServe(context); }));
}

}  // namespace

void addServe(const Command& root, Context& context) {
  root.add("serve", "Offer the same by REST, until SIGTERM or SIGINT.",
           [&context](const Command& serve) { declareServe(serve, context); });
}

}  // namespace freezer::cli
