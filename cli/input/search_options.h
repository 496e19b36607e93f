#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/parser/command_line.h"
#include "core/resource.h"
#include "core/result.h"
#include "core/search/search.h"

namespace freezer::cli {

/// The options that select documents by content: --match, --match-not, --search, --since, --until
/// and --by.
class SearchOptions {
 public:
  /// Adds the options to a command for `resource`, or for all kinds if null.
  void declare(const Command& command, const Resource* resource);

  /// Whether any of the options was given.
  bool given() const;

  /// The search; without options, all documents. InvalidRequest, naming the option, for a malformed
  /// value.
  Result<Search> read() const;

 private:
  Result<void> readTimes(Search& search) const;

  std::vector<std::string> match_;
  std::vector<std::string> matchNot_;
  std::optional<std::string> text_;
  std::optional<std::string> since_;
  std::optional<std::string> until_;
  std::optional<std::string> by_;
  const Resource* resource_ = nullptr;
};

}  // namespace freezer::cli
