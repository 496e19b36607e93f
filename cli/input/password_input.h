#pragma once

#include <optional>
#include <string>

#include "cli/context.h"
#include "cli/parser/command_line.h"
#include "core/result.h"

namespace freezer::cli {

/// Where a new password comes from: a file, standard input, or a person at a
/// terminal; never the command line, which every process of the machine can read.
class PasswordInput {
 public:
  void declare(const Command& command);

  /// The password: the first line of the file, or what was typed twice. `whose` is for
  /// the prompt.
  Result<std::string> read(const Context& context, const std::string& whose) const;

 private:
  std::optional<std::string> file_;
};

}  // namespace freezer::cli
