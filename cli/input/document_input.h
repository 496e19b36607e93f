#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/context.h"
#include "cli/input/field_options.h"
#include "cli/parser/command_line.h"

namespace freezer::cli {

/// The document that a command is given: from --file, from the options of the
/// kind's fields, which win over the file, and from --set, which wins over both.
class DocumentInput {
 public:
  DocumentInput(const Resource& resource, Target target);

  /// Declares the options. This must outlive the command line.
  void declare(const Command& command);

  /// Puts the document together. InvalidDocument when the file is no JSON
  /// object; InvalidRequest when it cannot be read or an option is wrong.
  Result<Document> read(const Context& context) const;

  /// Whether nothing at all was given.
  bool empty() const;

 private:
  struct Given {
    FieldOption option;
    std::vector<std::string> values;  ///< Empty: not given.
  };

  std::optional<std::string> file_;
  std::vector<Given> fields_;
  std::vector<std::string> assignments_;
};

/// --if-version: the version that a document must have to be changed.
class VersionGuard {
 public:
  /// Declares the option. This must outlive the command line.
  void declare(const Command& command);

  Result<Precondition> read() const;

 private:
  std::optional<std::string> text_;
};

}  // namespace freezer::cli
