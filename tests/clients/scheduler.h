#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "tests/clients/background_process.h"

namespace freezer::test {

/// A machine with a freezer-scheduler, Debian's, that asks for its jobs every
/// second: its files are in a folder of its own.
class Scheduler {
 public:
  /// `environment` is what a client of the service needs to know.
  Scheduler(const std::filesystem::path& folder, std::string clientId, Environment environment);

  const std::string& clientId() const { return clientId_; }

  /// It runs in the foreground of its own.
  void start();

  /// Asks it to end and returns its status as a shell tells it.
  int stop();

  /// All that it has said, over all its starts.
  std::string log() const;

  bool says(const std::string& text) const { return log().find(text) != std::string::npos; }

 private:
  const std::filesystem::path folder_;
  const std::string clientId_;
  const Environment environment_;
  std::unique_ptr<BackgroundProcess> process_;
};

}  // namespace freezer::test
