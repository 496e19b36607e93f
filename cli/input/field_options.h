#pragma once

#include <string>
#include <vector>

#include "cli/parser/command_page.h"
#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"

namespace freezer::cli {

/// The document that an option changes: a body that creates a document, or a patch of the stored
/// document, which may have the body in an envelope.
enum class Target { Body, StoredDocument };

/// The option for a field of a kind.
struct FieldOption {
  std::string name;       ///< "--client-id".
  std::string pointer;    ///< Place of the value, a JSON pointer.
  std::string valueName;  ///< Name of the value in the help.
  const Field* field;
};

/// The options of a kind: one for each field that a client may set, and one for each member of a
/// required object (a schedule, a freezer_action). If both have the same name, the option is the
/// field's. All other keys need --set.
std::vector<FieldOption> fieldOptions(const Resource& resource, Target target);

/// Whether a field has a value that an option can set: not an object, nor a list of objects.
bool takesOneValue(const Field& field);

/// The name of the value of such a field in the help; for the ID of another kind, the name of that
/// ID.
std::string valueName(const Resource& resource, const Field& field);

/// The declaration of the option: its help and possible values.
OptionText optionText(const FieldOption& option);

/// Sets the values of an option in `document`. InvalidRequest for a value of the wrong type.
Result<void> apply(const FieldOption& option, const std::vector<std::string>& values,
                   Document& document);

}  // namespace freezer::cli
