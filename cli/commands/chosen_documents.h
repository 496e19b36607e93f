#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/context.h"
#include "cli/input/prompt.h"
#include "cli/input/search_options.h"
#include "cli/parser/command_line.h"
#include "core/resource.h"

namespace freezer::cli {

/// The common part of the commands that change several documents of a kind: the documents that IDs
/// or a search choose, --dry-run and --yes.
class ChosenDocuments {
 public:
  using Ids = std::vector<std::string>;

  /// A change of documents.
  struct Change {
    std::string_view verb;     ///< "delete", for the question.
    bool canBeUndone = false;  ///< Named documents are changed without a question.

    /// Called before the question and in a dry run; may be empty. Returns what else would change,
    /// for the question: " and 3 jobs"; empty: nothing.
    std::function<Result<std::string>(const Freezer&, const Caller&, const Ids&)> prepare;

    /// Changes the documents, of which there is at least one.
    std::function<Result<void>(Freezer&, const Caller&, const Ids&)> run;
  };

  /// Declares the words and options. This must outlive the command line. `changed` is for the help:
  /// "deleted".
  void declare(const Command& command, const Resource& resource, std::string_view changed);

  /// Whether a search chooses the documents.
  bool isSearch() const { return search_.given(); }

  /// Changes the chosen documents, each once; asks for confirmation if a search chooses them, if
  /// there are several and the change cannot be undone, and if more than they would change. A dry
  /// run prints them instead. InvalidRequest unless there are either IDs or a search; NotFound,
  /// before anything is changed, for an unknown ID. A search may find nothing.
  Result<void> change(const Context& context, const Change& change) const;

 private:
  using Visit = std::function<Result<void>(const Record& record)>;

  Result<void> visit(const Freezer& freezer, const Caller& caller, const Visit& visit) const;
  Result<void> visitNamed(const Freezer& freezer, const Caller& caller, const Visit& visit) const;
  Result<void> changeIn(const Context& context, const Change& change, Freezer& freezer,
                        const Caller& caller) const;
  Result<void> print(const Context& context, const Freezer& freezer, const Caller& caller) const;
  Result<void> ask(const Context& context, const Change& change, std::size_t count,
                   const std::string& more) const;

  const Resource* resource_ = nullptr;
  Ids ids_;
  SearchOptions search_;
  Confirmation confirmation_;
  bool isDryRun_ = false;
};

}  // namespace freezer::cli
