#include "cli/input/editor.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string>
#include <system_error>

namespace freezer::cli {
namespace {

constexpr std::array<int, 2> kKeyboardSignals = {SIGINT, SIGQUIT};

/// Ignores the signals of the keyboard for its lifetime.
class KeyboardLeft {
 public:
  KeyboardLeft() {
    sigemptyset(&forChild_);
    struct sigaction ignored {};
    ignored.sa_handler = SIG_IGN;
    for (std::size_t i = 0; i < kKeyboardSignals.size(); ++i) {
      ::sigaction(kKeyboardSignals[i], &ignored, &before_[i]);
      if (before_[i].sa_handler != SIG_IGN) sigaddset(&forChild_, kKeyboardSignals[i]);
    }
  }
  KeyboardLeft(const KeyboardLeft&) = delete;
  KeyboardLeft& operator=(const KeyboardLeft&) = delete;
  ~KeyboardLeft() {
    for (std::size_t i = 0; i < kKeyboardSignals.size(); ++i)
      ::sigaction(kKeyboardSignals[i], &before_[i], nullptr);
  }

  /// The signals that a child has to take by default: those that were not ignored before.
  const sigset_t& forChild() const { return forChild_; }

 private:
  std::array<struct sigaction, kKeyboardSignals.size()> before_{};
  sigset_t forChild_{};
};

std::string chosenEditor() {
  for (const char* const name : {"VISUAL", "EDITOR"}) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): commands that edit run no other threads.
    const char* const value = std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return "vi";
}

/// Starts a shell for the editor, so that it can have arguments. Returns 0, or an errno.
int start(const std::string& editor, std::string file, const sigset_t& byDefault, pid_t& process) {
  std::string shell = "sh";
  std::string option = "-c";
  // A signal that the shell takes reaches the editor as well, and does not end the shell.
  std::string line = "trap : INT QUIT; " + editor + " \"$@\"";
  std::string name = editor;
  const std::array<char*, 6> arguments = {shell.data(), option.data(), line.data(),
                                          name.data(),  file.data(),   nullptr};
  posix_spawnattr_t attributes{};
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigdefault(&attributes, &byDefault);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  const int failure =
      posix_spawn(&process, "/bin/sh", nullptr, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  return failure;
}

/// Waits for the end and returns the status as in a shell: 128 + n for signal n.
int statusOf(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) continue;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/// How the editor ended, for a status that is not 0.
std::string ending(int status) {
  constexpr int kNotExecutable = 126;
  constexpr int kNotFound = 127;
  constexpr int kSignal = 128;
  if (status == kNotFound) return "was not found; set VISUAL or EDITOR to the one to use";
  if (status == kNotExecutable) return "cannot be run; set VISUAL or EDITOR to another one";
  if (status > kSignal) return "was ended by signal " + std::to_string(status - kSignal);
  return "failed with exit status " + std::to_string(status);
}

}  // namespace

Result<void> openEditor(const std::filesystem::path& file) {
  const std::string editor = chosenEditor();
  const auto failed = [&editor](const std::string& how) {
    return Error{ErrorCode::Unavailable,
                 "the editor '" + editor + "' " + how + "; nothing was changed"};
  };
  const KeyboardLeft keyboard;
  pid_t process = -1;
  if (const int failure = start(editor, file.string(), keyboard.forChild(), process); failure != 0)
    return failed("cannot be started: " + std::generic_category().message(failure));
  const int status = statusOf(process);
  if (status != 0) return failed(ending(status));
  return {};
}

}  // namespace freezer::cli
