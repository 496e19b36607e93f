#pragma once

#include <optional>
#include <string>

#include "cli/context.h"
#include "cli/parser/command_line.h"
#include "core/result.h"

namespace freezer::cli {

/// The question before an operation that cannot be undone.
class Confirmation {
 public:
  /// Adds --yes, which answers the question in advance.
  void declare(const Command& command);

  /// Asks, and succeeds if the answer is "y" or "yes". InvalidRequest for any other answer, and
  /// when standard input is not a terminal and --yes is missing; nothing must be changed then.
  Result<void> ask(const Context& context, const std::string& question) const;

 private:
  bool yes_ = false;
};

/// A new password, from a file, standard input or the terminal; never from the command line, which
/// every process of the machine can read.
class PasswordInput {
 public:
  /// Adds --password-file.
  void declare(const Command& command);

  /// The first line of the file, or the password that was typed twice. `whose` is for the prompt.
  Result<std::string> read(const Context& context, const std::string& whose) const;

 private:
  std::optional<std::string> file_;
};

}  // namespace freezer::cli
