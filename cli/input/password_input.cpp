#include "cli/input/password_input.h"

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

/// Keeps the terminal of standard input from showing what is typed. Signals wait
/// meanwhile, since the terminal would stay so when one ended the program.
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

/// A line without its end, as every system writes it.
std::string readLine(std::istream& input) {
  std::string line;
  std::getline(input, line);
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

std::string prompt(const Context& context, const std::string& text) {
  // In this order: who sees the prompt may type.
  const EchoOff silent;
  context.err << printable(text) << ": " << std::flush;
  std::string line = readLine(std::cin);
  context.err << '\n';
  return line;
}

Result<std::string> ask(const Context& context, const std::string& whose) {
  if (isatty(STDIN_FILENO) != 1) {
    return Error{ErrorCode::InvalidRequest,
                 "there is no terminal to ask for a password: --password-file names a file with "
                 "it, or - for standard input"};
  }
  std::string password = prompt(context, "Password of " + whose);
  if (prompt(context, "The same again") != password) {
    return Error{ErrorCode::InvalidRequest, "the two passwords differ; nothing was changed"};
  }
  return password;
}

}  // namespace

void PasswordInput::declare(const Command& command) {
  command.value({"--password-file",
                 "Read the password from the first line of this file, or of standard input for -; "
                 "it is asked for unless given.",
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
