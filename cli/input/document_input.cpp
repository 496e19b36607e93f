#include "cli/input/document_input.h"

#include <algorithm>

#include "cli/input/assignment.h"
#include "cli/input/document_text.h"
#include "core/rules/envelope.h"
#include "core/text.h"

namespace freezer::cli {

DocumentInput::DocumentInput(const Resource& resource, Target target)
    : resource_(resource), target_(target) {
  for (FieldOption& option : fieldOptions(resource, target))
    fields_.push_back({std::move(option), {}});
}

void DocumentInput::declare(const Command& command) {
  command.value({"--file", "File with the document, in JSON or YAML; -: standard input.", "FILE"},
                file_);
  declareChanges(command);
}

void DocumentInput::declareChanges(const Command& command) {
  command.values({"--set",
                  "Set one value; --set overrides all other options. The path is dotted; a number "
                  "is the index of a list entry, and the length of the list appends one: "
                  "job_actions.0.freezer_action.action. The value is JSON, or else a string. "
                  "Can be repeated.",
                  "PATH=VALUE"},
                 assignments_);
  for (Given& given : fields_) command.values(optionText(given.option), given.values);
}

Result<Document> DocumentInput::read(const Context& context) const {
  Result<Document> document = readFile(context);
  if (!document) return document;
  return change(context, std::move(document).value(), NullMeaning::Value);
}

Result<Document> DocumentInput::change(const Context& context, Document document,
                                       NullMeaning null) const {
  if (const auto set = setFields(document); !set) return set.error();
  const Result<Assignments> assignments = readAssignments(context.config);
  if (!assignments) return assignments.error();
  for (const Assignment& assignment : assignments.value()) {
    if (const auto set = assignment.applyTo(document, null); !set) return set.error();
  }
  // Arguments may be invalid UTF-8, and together nest too deeply.
  return parseText(context.config, document.text(), "the document");
}

Result<PatchInput> DocumentInput::readPatch(const Context& context) const {
  Result<Document> fields = readFile(context);
  if (!fields) return fields.error();
  if (const auto set = setFields(fields.value()); !set) return set.error();
  Result<Document> patch = parseText(context.config, fields.value().text(), "the document");
  if (!patch) return patch.error();
  Result<Assignments> assignments = readAssignments(context.config);
  if (!assignments) return assignments.error();
  return PatchInput(resource_, context.config, std::move(patch).value(),
                    std::move(assignments).value());
}

/// The document of --file; empty without the option.
Result<Document> DocumentInput::readFile(const Context& context) const {
  return file_ ? readDocument(context.config, *file_) : Document();
}

/// Applies the options of fields.
Result<void> DocumentInput::setFields(Document& document) const {
  for (const Given& given : fields_) {
    if (given.values.empty()) continue;
    if (const auto applied = apply(given.option, given.values, document); !applied) return applied;
  }
  return {};
}

/// Refuses what the service sets itself, and the ID of a stored document.
Result<void> DocumentInput::checkPath(const Assignment& assignment, const std::string& text) const {
  const auto& path = assignment.path();
  const bool isInside = path.size() > 1 && path.front() == resource_.envelope;
  const std::string& name = path[isInside ? 1 : 0];
  const auto field = std::ranges::find(resource_.fields, name, &Field::name);
  const bool isReadOnly = field != resource_.fields.end() && (field->traits & kReadOnly) != 0;
  if (!isReadOnly && (target_ == Target::Body || name != resource_.idField)) return {};
  return Error{ErrorCode::InvalidRequest, "--set " + text + ": " + name + " cannot be set"};
}

Result<Assignments> DocumentInput::readAssignments(const Config& config) const {
  const DocumentLimits& limits = config.documentLimits();
  Assignments result;
  for (const std::string& text : assignments_) {
    Result<Assignment> assignment = Assignment::parse(text, limits);
    if (!assignment) return assignment.error();
    if (const auto allowed = checkPath(assignment.value(), text); !allowed) return allowed.error();
    result.push_back(std::move(assignment).value());
    // A client is stored in an envelope, and may be patched as if it were not.
    const std::string envelope(resource_.envelope);
    const bool isFlat = target_ == Target::StoredDocument && resource_.kind == Kind::Client &&
                        result.back().path().front() != envelope;
    if (isFlat) result.back().nestBelow(envelope);
  }
  return result;
}

Result<Document> PatchInput::forStored(const Document& stored) const {
  const Result<Document> patch = acceptPatch(*resource_, patch_);
  if (!patch) return patch.error();
  Document after = stored.clone();
  after.merge(patch.value());
  for (const Assignment& assignment : assignments_) {
    if (const auto set = assignment.applyTo(after, NullMeaning::Removal); !set) return set.error();
  }
  return parseText(*config_, mergePatchBetween(stored, after).text(), "the document");
}

bool DocumentInput::empty() const {
  return !file_ && assignments_.empty() &&
         std::ranges::all_of(fields_, [](const Given& given) { return given.values.empty(); });
}

Result<void> checkId(const Resource& resource, const Document& given, const std::string& id) {
  for (const std::string& pointer : {idPointer(resource), "/" + std::string(resource.idField)}) {
    const std::string named = given.textAt(pointer);
    if (named.empty() || named == id) continue;
    return Error{ErrorCode::InvalidRequest, "the document has the " +
                                                std::string(resource.idField) + " " + named +
                                                ", not " + id + "; an ID cannot be changed"};
  }
  return {};
}

void VersionGuard::declare(const Command& command) {
  command.value({"--if-version", "Fail unless the document has this version.", "N"}, text_);
}

Result<Precondition> VersionGuard::read() const {
  if (!text_) return Precondition{};
  const std::optional<std::int64_t> version = parseInteger(*text_);
  if (!version || *version < 1)
    return Error{ErrorCode::InvalidRequest,
                 "--if-version must be a whole number, at least 1, not '" + *text_ + "'"};
  return Precondition{true, {*version}};
}

}  // namespace freezer::cli
