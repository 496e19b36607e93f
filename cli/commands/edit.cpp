#include <unistd.h>

#include <limits>
#include <memory>
#include <optional>
#include <utility>

#include "cli/caller.h"
#include "cli/commands/commands.h"
#include "cli/input/assignment.h"
#include "cli/input/document_input.h"
#include "cli/input/document_text.h"
#include "cli/input/edited_text.h"
#include "cli/input/editor.h"
#include "cli/input/named_document.h"
#include "cli/output/scratch_file.h"
#include "core/pointers.h"
#include "core/rules/envelope.h"
#include "core/rules/records.h"

namespace freezer::cli {
namespace {

struct EditOptions {
  std::string id;
  bool isJson = false;
};

/// A document before it is edited.
struct Original {
  Record record;
  Document document;  ///< What the user can change of it.
};

/// `document` without the members that only the service sets. May share the tree of `document`.
Result<Document> changeable(const Resource& resource, const Document& document) {
  Result<Document> result = acceptPatch(resource, document);
  const Array entries = result ? result.value().arrayAt(at::kJobActions) : Array();
  if (resource.kind != Kind::Job || !entries) return result;
  Array actions = Array::make();
  for (const ValueRef entry : entries) {
    const Object action = asObject(entry);
    actions.add(action ? acceptBody(resourceOf(Kind::Action), Document::viewOf(action)).object()
                       : Value(entry));
  }
  result.value().set(at::kJobActions, actions);
  return result;
}

/// The document to edit, if the caller owns it.
Result<Original> readOriginal(const Freezer& freezer, const Caller& caller,
                              const Resource& resource, const std::string& given) {
  const Result<Record> record =
      withNamed(freezer, resource, caller, given,
                [&](const std::string& id) { return freezer.show(resource, caller, id); });
  if (!record) return record.error();
  if (!owns(caller.scope, record.value()))
    return Error{ErrorCode::Forbidden, "the " + std::string(resource.name) + " " +
                                           record.value().id + " belongs to the project " +
                                           record.value().project_id +
                                           "; only that project can change it"};
  const Result<Document> document = documentOf(record.value());
  if (!document) return document.error();
  Result<Document> shown = changeable(resource, document.value());
  if (!shown) return shown.error();
  return Original{record.value(), std::move(shown).value()};
}

/// Whether an error can be corrected in the text.
bool isInText(const Error& error) {
  return error.code == ErrorCode::InvalidDocument || error.code == ErrorCode::TooLarge ||
         error.code == ErrorCode::Unprocessable || error.code == ErrorCode::AlreadyExists;
}

/// One document in the editor, until its text is stored or given up.
class Edit {
 public:
  Edit(const Context& context, const Resource& resource, Original original, EditedText form)
      : context_(context),
        resource_(resource),
        original_(std::move(original)),
        form_(std::move(form)),
        start_(form_.of(original_.document)) {}

  Result<void> run() {
    const auto made = file_.create("freezer-api-" + std::string(resource_.name), form_.suffix());
    if (!made) return made;
    if (const auto written = file_.write(start_); !written) return written;
    const auto done = untilValid();
    return done ? done : keeping(done.error());
  }

 private:
  Result<void> untilValid() {
    std::optional<Error> refused;
    for (std::string before = start_;;) {
      if (const auto edited = openEditor(file_.path()); !edited) return edited;
      const Result<std::string> text = read();
      if (!text) return text.error();
      if (text.value() == before) return refused ? Result<void>(*refused) : nothingChanged();
      const auto accepted = accept(text.value());
      if (accepted || !isInText(accepted.error())) return accepted;
      refused = accepted.error();
      if (const auto shown = showError(text.value(), *refused); !shown) return shown;
      if (::isatty(STDIN_FILENO) != 1) return *refused;
      before = text.value();
    }
  }

  /// The text that the user has saved, whole, because it may be kept.
  Result<std::string> read() const {
    const Result<std::string> text =
        readInput(file_.path(), std::numeric_limits<std::size_t>::max());
    return text ? form_.withoutError(text.value()) : text;
  }

  /// Stores what is different in a text, and prints the answer.
  Result<void> accept(const std::string& text) const {
    const Result<Document> patch = patchOf(text);
    if (!patch) return patch.error();
    if (patch.value().object().size() == 0) return nothingChanged();
    return changeAsCaller(context_, [&](Freezer& freezer, const Caller& caller) -> Result<void> {
      const Result<Record> record =
          freezer.patch(resource_, caller, original_.record.id, patch.value(),
                        {.mustExist = true, .versions = {original_.record.version}});
      if (!record) return record.error();
      return answerChange(context_, resource_, record.value(), "");
    });
  }

  /// The change that a text makes. A patch keeps what the user cannot see, such as the process of a
  /// job whose client belongs to another project.
  Result<Document> patchOf(const std::string& text) const {
    const Result<Document> given =
        parseText(context_.config, form_.atItsLines(text), file_.path().string());
    if (!given) return given.error();
    if (const auto same = checkId(resource_, given.value(), original_.record.id); !same)
      return Error{ErrorCode::InvalidDocument, same.error().message};
    const Result<Document> after = changeable(resource_, given.value());
    if (!after) return after.error();
    return mergePatchBetween(original_.document, after.value());
  }

  /// Puts an error in front of the user: into the text, or on the terminal.
  Result<void> showError(const std::string& text, const Error& error) const {
    if (form_.hasComments()) return file_.write(form_.withError(text, error));
    context_.report(error);
    return {};
  }

  /// The end by an error. A text that the user has changed is kept.
  Error keeping(const Error& error) {
    const Result<std::string> text = read();
    if (text && text.value() != start_) {
      file_.keep();
      // Faults of an earlier text would mislead. If this fails, they stay.
      if (!isInText(error)) {
        [[maybe_unused]] const auto written = file_.write(text.value());
      }
      context_.note("your text is kept in " + file_.path().string());
    }
    return error;
  }

  Result<void> nothingChanged() const {
    context_.note("no changes");
    return {};
  }

  const Context& context_;
  const Resource& resource_;
  const Original original_;
  const EditedText form_;
  const std::string start_;  ///< The first text of the file.
  ScratchFile file_;
};

Result<void> runEdit(const Context& context, const Resource& resource, const EditOptions& options) {
  std::optional<Original> original;
  // The store is not kept open while the editor runs.
  const auto read =
      readAsCaller(context, [&](Freezer& freezer, const Caller& caller) -> Result<void> {
        auto found = readOriginal(freezer, caller, resource, options.id);
        if (!found) return found.error();
        original = std::move(found).value();
        return {};
      });
  if (!read) return read;
  const bool isJson = options.isJson || context.printing.format == "json";
  const Record& record = original->record;
  EditedText form(isJson ? EditedText::Language::Json : EditedText::Language::Yaml,
                  "The " + std::string(resource.name) + " " + record.id + " of the project " +
                      record.project_id + ", version " + std::to_string(record.version) + ".");
  return Edit(context, resource, *std::move(original), std::move(form)).run();
}

}  // namespace

void addEdit(const Command& noun, const Resource& resource, Context& context) {
  const std::string kind(resource.name);
  const Command edit = noun.add("edit", "Change one of the " + std::string(resource.plural) +
                                            " in a text editor: $VISUAL, else $EDITOR, else vi.");
  const auto options = std::make_shared<EditOptions>();
  edit.required({idName(resource), "ID of the " + kind + ".", ""}, options->id);
  edit.flag({"--json", "Edit JSON instead of YAML; -f json does so, too.", ""}, options->isJson);
  addExamples(edit, resource, "edit");
  edit.onRun(configured(
      context, [&context, &resource, options] { return runEdit(context, resource, *options); }));
}

}  // namespace freezer::cli
