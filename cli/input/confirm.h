#pragma once

#include <string>

#include "cli/context.h"
#include "cli/parser/command_line.h"
#include "core/result.h"

namespace freezer::cli {

/// Asks a person before something is done that cannot be undone.
class Confirmation {
 public:
  /// Adds --yes, which answers for who gives it.
  void declare(const Command& command);

  /// Success when the answer is yes. Otherwise, which is what anything but "y" or
  /// "yes" means, InvalidRequest: nothing must be changed then. Where standard input
  /// is no terminal nobody can answer, and --yes must be given.
  Result<void> ask(const Context& context, const std::string& question) const;

 private:
  bool yes_ = false;
};

}  // namespace freezer::cli
