#include "cli/input/prompt.h"

#include <Poco/String.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <fstream>
#include <iostream>
#include <system_error>

#include "cli/output/text.h"

namespace freezer::cli {
namespace {

/// Switches the echo of the terminal off for its lifetime. Signals are blocked meanwhile, because
/// the echo would stay off if one ended the program.
class EchoOff {
 public:
  EchoOff() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &signals_);
    tcgetattr(STDIN_FILENO, &before_);
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  EchoOff(const EchoOff&) = delete;
  EchoOff& operator=(const EchoOff&) = delete;
  ~EchoOff() {
    tcsetattr(STDIN_FILENO, TCSADRAIN, &before_);
    pthread_sigmask(SIG_SETMASK, &signals_, nullptr);
  }

 private:
  termios before_{};
  sigset_t signals_{};
};

/// A line without its end, in the style of Unix or Windows.
std::string readLine(std::istream& input) {
  std::string line;
  std::getline(input, line);
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

std::string prompt(const Context& context, const std::string& text) {
  // The echo goes off before the prompt appears.
  const EchoOff silent;
  context.err << printable(text) << ": " << std::flush;
  std::string line = readLine(std::cin);
  context.err << '\n';
  return line;
}

Result<std::string> ask(const Context& context, const std::string& whose) {
  if (isatty(STDIN_FILENO) != 1) {
    return Error{ErrorCode::InvalidRequest,
                 "cannot ask for a password without a terminal; use --password-file FILE, or - for "
                 "standard input"};
  }
  std::string password = prompt(context, "Password of " + whose);
  if (prompt(context, "Repeat the password") != password) {
    return Error{ErrorCode::InvalidRequest, "the passwords differ; nothing was changed"};
  }
  return password;
}

}  // namespace

void Confirmation::declare(const Command& command) {
  command.flag({"-y,--yes", "Do not ask for confirmation.", ""}, yes_);
}

Result<void> Confirmation::ask(const Context& context, const std::string& question) const {
  if (yes_) return {};
  if (isatty(STDIN_FILENO) != 1) {
    return Error{ErrorCode::InvalidRequest,
                 "cannot ask for confirmation without a terminal; use --yes"};
  }
  context.err << printable(question) << " [y/N] " << std::flush;
  std::string answer;
  if (!std::getline(std::cin, answer)) context.err << '\n';
  if ((Poco::icompare(answer, "y") == 0 || Poco::icompare(answer, "yes") == 0)) return {};
  return Error{ErrorCode::InvalidRequest, "aborted, nothing was changed"};
}

void PasswordInput::declare(const Command& command) {
  command.value({"--password-file",
                 "Read the password from the first line of this file; -: from standard input. "
                 "Without this option the program asks for it.",
                 "FILE"},
                file_);
}

Result<std::string> PasswordInput::read(const Context& context, const std::string& whose) const {
  if (!file_) return ask(context, whose);
  if (file_ == "-") return readLine(std::cin);
  errno = 0;
  std::ifstream file(*file_);
  std::string line = readLine(file);
  if (!file.bad() && file.is_open() && errno == 0) return line;
  return Error{ErrorCode::InvalidRequest,
               "cannot read " + *file_ + ": " + std::generic_category().message(errno)};
}

}  // namespace freezer::cli
