#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "tests/support/background_process.h"

namespace freezer::test {

/// Debian's freezer-scheduler. All its files are in one folder.
class Scheduler {
 public:
  /// `environment` has the settings of a client of the service, which is polled at the start and
  /// then once per `interval`.
  Scheduler(const std::filesystem::path& folder, std::string clientId, Environment environment,
            std::chrono::seconds interval = std::chrono::seconds(1));

  const std::string& clientId() const { return clientId_; }

  /// Runs the scheduler in the foreground of a process of its own.
  void start();

  /// Stops the scheduler and returns its exit status as a shell reports it.
  int stop();

  /// The log of all its runs.
  std::string log() const;

  /// The folder with the jobs that it got, a file each.
  std::filesystem::path jobs() const { return folder_ / "jobs"; }

  bool says(const std::string& text) const { return log().find(text) != std::string::npos; }

 private:
  const std::filesystem::path folder_;
  const std::string clientId_;
  const Environment environment_;
  std::unique_ptr<BackgroundProcess> process_;
};

}  // namespace freezer::test
