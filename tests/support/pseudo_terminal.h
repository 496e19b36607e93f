#pragma once

#include <pty.h>
#include <unistd.h>

#include <stdexcept>

namespace freezer::test {

/// A terminal for a program.
class PseudoTerminal {
 public:
  PseudoTerminal() {
    if (::openpty(&user_, &program_, nullptr, nullptr, nullptr) != 0)
      throw std::runtime_error("no terminal");
  }
  PseudoTerminal(const PseudoTerminal&) = delete;
  PseudoTerminal& operator=(const PseudoTerminal&) = delete;
  ~PseudoTerminal() {
    ::close(user_);
    ::close(program_);
  }

  int user() const { return user_; }        ///< Where a user would type and read.
  int program() const { return program_; }  ///< For the standard streams of the program.

 private:
  int user_ = -1;
  int program_ = -1;
};

}  // namespace freezer::test
