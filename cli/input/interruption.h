#pragma once

namespace freezer::cli {

/// Takes SIGINT and SIGTERM during a long command, so that it can finish a step and say what it has
/// done. A second signal ends the program at once. A signal that the parent process ignores, as
/// nohup does, stays ignored. Only one object at a time.
class Interruption {
 public:
  Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  /// Signals do again what they did by default.
  ~Interruption();

  /// Whether a signal has arrived. Safe to call from any thread.
  bool hasArrived() const;

  /// Ends the program by the signal that has arrived, which its parent process sees as the reason.
  void endProgram() const;
};

}  // namespace freezer::cli
