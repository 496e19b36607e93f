#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/context.h"
#include "cli/input/prompt.h"
#include "cli/output/column.h"
#include "cli/parser/command_line.h"

namespace freezer::cli {

/// The common part of the commands that delete users or projects or revoke tokens: names,
/// --dry-run and --yes.
class Removal {
 public:
  /// The items that can be deleted, each with an "id" and perhaps a "name".
  struct Things {
    std::string_view verb;  ///< "delete"
    std::string_view done;  ///< "deleted"
    std::string_view noun;  ///< "user"
    ColumnSet columns;
    std::function<Result<std::vector<Item>>()> all;
    std::function<Result<void>(const std::string& name)> remove;
  };

  /// Declares the words and options. This must outlive the command line.
  void declare(const Command& command, const OptionText& word);

  /// Deletes the named items one by one, up to the first failure, and says how many; asks for
  /// confirmation if there are several. A dry run prints them instead. NotFound for an unknown
  /// name.
  Result<void> run(const Context& context, const Things& things) const;

 private:
  Result<void> print(const Context& context, const Things& things) const;

  std::vector<std::string> names_;
  Confirmation confirmation_;
  bool isDryRun_ = false;
};

/// Adds --dry-run to a command. `changed` is what the command does to things: "deleted".
void addDryRun(const Command& command, bool& target, std::string_view changed);

}  // namespace freezer::cli
