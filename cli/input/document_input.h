#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/context.h"
#include "cli/input/assignment.h"
#include "cli/input/field_options.h"
#include "cli/parser/command_line.h"

namespace freezer::cli {

using Assignments = std::vector<Assignment>;

/// A change of a stored document: a merge patch, and the --set options, whose paths may
/// lead into lists and which therefore need the document that they change.
class PatchInput {
 public:
  /// `resource` and `config` must outlive this.
  PatchInput(const Resource& resource, const Config& config, Document patch,
             Assignments assignments)
      : resource_(&resource),
        config_(&config),
        patch_(std::move(patch)),
        assignments_(std::move(assignments)) {}

  /// Whether the patch depends on the stored document.
  bool needsStored() const { return !assignments_.empty(); }

  /// The merge patch without --set.
  const Document& patch() const { return patch_; }

  /// The merge patch that applies everything to `stored`. InvalidRequest when a path of
  /// --set leads nowhere; InvalidDocument when the result breaks a limit.
  Result<Document> forStored(const Document& stored) const;

 private:
  const Resource* resource_;
  const Config* config_;
  Document patch_;
  Assignments assignments_;
};

/// The document that a command is given: from --file, from the options of the kind's
/// fields, which override the file, and from --set, which overrides both.
class DocumentInput {
 public:
  DocumentInput(const Resource& resource, Target target);

  /// Declares the options. This must outlive the command line.
  void declare(const Command& command);

  /// Declares the options without --file, for change(). This must outlive the command line.
  void declareChanges(const Command& command);

  /// Reads the whole document. InvalidDocument when the file is not an object;
  /// InvalidRequest when it cannot be read or an option is wrong.
  Result<Document> read(const Context& context) const;

  /// Changes a document by the options other than --file; `null` is for --set. Fails like read().
  Result<Document> change(const Context& context, Document document, NullMeaning null) const;

  /// Reads a change of a stored document. Fails like read().
  Result<PatchInput> readPatch(const Context& context) const;

  /// Whether no option was given.
  bool empty() const;

 private:
  struct Given {
    FieldOption option;
    std::vector<std::string> values;  ///< Empty: not given.
  };

  Result<Document> readFile(const Context& context) const;
  Result<void> setFields(Document& document) const;
  Result<void> checkPath(const Assignment& assignment, const std::string& text) const;
  Result<Assignments> readAssignments(const Config& config) const;

  const Resource& resource_;
  Target target_;
  std::optional<std::string> file_;
  std::vector<Given> fields_;
  std::vector<std::string> assignments_;
};

/// InvalidRequest if a document that is given for the stored document `id` names another ID.
Result<void> checkId(const Resource& resource, const Document& given, const std::string& id);

/// --if-version: the version that the document must have.
class VersionGuard {
 public:
  /// Declares the option. This must outlive the command line.
  void declare(const Command& command);

  Result<Precondition> read() const;

 private:
  std::optional<std::string> text_;
};

}  // namespace freezer::cli
