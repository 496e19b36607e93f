#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <thread>

#include "cli/commands.h"
#include "cli/server_config.h"

namespace freezer::cli {
namespace {

/// The signals that ask for an end. Blocked in this thread and in those that it
/// starts, so that wait() alone takes them.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGTERM);
    sigaddset(&set_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  }

  /// Returns the first that comes.
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

using Logger = std::shared_ptr<spdlog::logger>;

Result<Logger> openLog(const Config& config) try {
  const std::string& file = config.text(Key::LogFile);
  std::shared_ptr<spdlog::sinks::sink> sink;
  if (file.empty()) {
    sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  } else {
    sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(file);
  }
  const Logger logger = std::make_shared<spdlog::logger>("freezer-api", std::move(sink));
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  logger->set_level(spdlog::level::from_str(config.text(Key::LogLevel)));
  // A write for each line would cost as much as some of the answers it tells of.
  logger->flush_on(spdlog::level::warn);
  spdlog::register_logger(logger);
  spdlog::flush_every(std::chrono::seconds(1));
  return logger;
} catch (const spdlog::spdlog_ex& failure) {
  return Error{ErrorCode::InvalidRequest, std::string("cannot write the log: ") + failure.what()};
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

/// Serves until a signal asks for an end.
Result<void> runServe(const Context& context) {
  const StopSignals signals;
  suitManyThreads();
  // The write that fails tells of both: a client that went away, and a file that
  // has reached the size it may have.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  const Result<Logger> opened = openLog(context.config);
  if (!opened) return opened.error();
  const Logger& log = opened.value();
  const Result<server::ServerConfig> configured = serverConfig(context.config);
  if (!configured) return configured.error();
  const server::ServerConfig& config = configured.value();
  return withFreezer(context, [&](Freezer& freezer) -> Result<void> {
    const Result<std::unique_ptr<server::Server>> started =
        server::Server::start(freezer, config, log);
    if (!started) return started.error();
    server::Server& server = *started.value();
    announce(context, *log, server);
    log->info("stopping on SIG{}", sigabbrev_np(signals.wait()));
    server.stop();
    log->info("stopped");
    log->flush();
    return {};
  });
}

}  // namespace

void addServe(const Command& root, Context& context) {
  const Command serve = root.add("serve", "Offer the same by REST, until SIGTERM or SIGINT.");
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
  serve.onRun(configured(context, [&context] { return runServe(context); }));
}

}  // namespace freezer::cli
