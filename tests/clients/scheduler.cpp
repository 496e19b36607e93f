#include "tests/clients/scheduler.h"

#include <fstream>
#include <utility>

namespace freezer::test {

Scheduler::Scheduler(const std::filesystem::path& folder, std::string clientId,
                     Environment environment, std::chrono::seconds interval)
    : folder_(folder), clientId_(std::move(clientId)), environment_(std::move(environment)) {
  std::filesystem::create_directories(jobs());
  std::ofstream(folder_ / "scheduler.conf")
      << "[DEFAULT]\nclient_id = " << clientId_ << "\njobs_dir = " << jobs().string()
      << "\nno_daemon = true\ninterval = " << interval.count() << "\nconcurrent_jobs = 2\n";
}

void Scheduler::start() {
  const Words command = {"/usr/bin/python3", "/usr/bin/freezer-scheduler", "--config-file",
                         folder_ / "scheduler.conf", "start"};
  process_ = std::make_unique<BackgroundProcess>(command, environment_, folder_ / "scheduler.log");
}

int Scheduler::stop() {
  return process_->stop();
}

std::string Scheduler::log() const {
  return fileContent(folder_ / "scheduler.log");
}

}  // namespace freezer::test
