#pragma once

#include <csignal>
#include <filesystem>
#include <vector>

namespace freezer::cli {

/// Unfinished files that SIGINT, SIGTERM and SIGHUP remove before they end the program.
///
/// These signals wait from the constructor until the files are known, so that none of them ends the
/// program between the creation of a file and watch(). A signal that the parent process ignores,
/// as nohup does, stays ignored. Only one object at a time, in a program with one thread.
class RemovedOnSignal {
 public:
  RemovedOnSignal();
  RemovedOnSignal(const RemovedOnSignal&) = delete;
  RemovedOnSignal& operator=(const RemovedOnSignal&) = delete;

  /// Signals do again what they did before. Destroy it when the files are finished or removed.
  ~RemovedOnSignal();

  /// From now on signals arrive, and remove these files of this program, if they exist.
  void watch(std::vector<std::filesystem::path> files);

 private:
  std::vector<std::filesystem::path> files_;
  sigset_t before_{};  ///< The signals that were blocked before.
};

}  // namespace freezer::cli
