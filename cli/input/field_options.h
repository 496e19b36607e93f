#pragma once

#include <string>
#include <vector>

#include "cli/parser/command_page.h"
#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"

namespace freezer::cli {

/// Where an option puts its value: into a body that creates a document, or into
/// a patch of the stored document, which may keep the body in an envelope.
enum class Target { Body, StoredDocument };

/// An option made out of a field of a kind.
struct FieldOption {
  std::string name;       ///< "--client-id".
  std::string pointer;    ///< Where its value goes, a JSON pointer.
  std::string valueName;  ///< What stands for its value in the help.
  const Field* field;
};

/// The options of a kind: one for each field that a client may set and, for an
/// object that a document must have (a schedule, a freezer_action), one for each
/// of its members. Where both have a name, the field has the option; what is left
/// out here is set by --set.
std::vector<FieldOption> fieldOptions(const Resource& resource, Target target);

/// How the option is declared: what the field is, and the values it may have.
OptionText optionText(const FieldOption& option);

/// Puts the values given for an option into `document`. InvalidRequest when one
/// is not of the field's type.
Result<void> apply(const FieldOption& option, const std::vector<std::string>& values,
                   Document& document);

}  // namespace freezer::cli
