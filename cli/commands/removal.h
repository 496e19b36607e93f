#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/context.h"
#include "cli/input/confirm.h"
#include "cli/output/column.h"
#include "cli/parser/command_line.h"

namespace freezer::cli {

/// What commands that take away users, projects or tokens have in common: the names of those
/// meant, --dry-run and --yes.
class Removal {
 public:
  /// Things that can be taken away, each an object with an "id" and perhaps a "name".
  struct Things {
    std::string_view verb;    ///< "delete"
    std::string_view plural;  ///< "users"
    ColumnSet columns;
    std::function<Result<std::vector<Item>>()> all;
    std::function<Result<void>(const std::string& name)> remove;
  };

  /// Declares the words and options. This must outlive the command line.
  void declare(const Command& command, const OptionText& word);

  /// Takes away those named, one after the other, up to the first that cannot be; asks first
  /// where there are several. A dry run prints them instead. NotFound where one is not there.
  Result<void> run(const Context& context, const Things& things) const;

 private:
  Result<void> print(const Context& context, const Things& things) const;

  std::vector<std::string> names_;
  Confirmation confirmation_;
  bool isDryRun_ = false;
};

/// --dry-run, for any command that takes something away.
void addDryRun(const Command& command, bool& target);

}  // namespace freezer::cli
