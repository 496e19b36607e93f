#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/parser/command_line.h"
#include "core/resource.h"
#include "core/result.h"
#include "core/search/search.h"

namespace freezer::cli {

/// The options by which a command picks documents by what they hold: --match,
/// --match-not, --search, --since and --until.
class SearchOptions {
 public:
  /// Adds them to a command about `resource`, or about documents of any kind where
  /// that is null.
  void declare(const Command& command, const Resource* resource);

  /// Whether one of them was given.
  bool given() const;

  /// What they ask for: all documents where none was given. InvalidRequest, naming
  /// the option, for a value that is not of its form.
  Result<Search> read() const;

 private:
  std::vector<std::string> match_;
  std::vector<std::string> matchNot_;
  std::optional<std::string> text_;
  std::optional<std::string> since_;
  std::optional<std::string> until_;
};

}  // namespace freezer::cli
