#include <memory>

#include "cli/caller.h"
#include "cli/commands/commands.h"
#include "cli/input/document_input.h"
#include "cli/input/named_document.h"
#include "core/rules/records.h"

namespace freezer::cli {
namespace {

struct PatchOptions {
  explicit PatchOptions(const Resource& resource) : input(resource, Target::StoredDocument) {}

  std::string id;
  DocumentInput input;
  VersionGuard guard;
};

/// Applies a patch that depends on the stored document to the version that it was made
/// for. When another writer changes the document in between, it is read again, unless the
/// caller named a version.
Result<Record> patchStored(Freezer& freezer, const Caller& caller, const Resource& resource,
                           const std::string& id, const PatchInput& input,
                           const Precondition& precondition) {
  constexpr std::int64_t kNoVersion = 0;  // No document has it, so that the patch fails.
  const bool isAnyVersion = precondition.versions.empty();
  for (;;) {
    const Result<Record> stored = freezer.show(resource, caller, id);
    if (!stored) return stored;
    const std::int64_t version = stored.value().version;
    const auto apply = [&](const Document& patch, std::int64_t required) {
      return freezer.patch(resource, caller, id, patch,
                           {.mustExist = true, .versions = {required}});
    };
    if (!isAnyVersion && precondition.versions.front() != version) return apply({}, kNoVersion);
    const Result<Document> document = documentOf(stored.value());
    if (!document) return document.error();
    const Result<Document> patch = input.forStored(document.value());
    if (!patch) return patch.error();
    Result<Record> patched = apply(patch.value(), version);
    const bool wasOvertaken =
        !patched && patched.error().code == ErrorCode::VersionMismatch && isAnyVersion;
    if (!wasOvertaken) return patched;
  }
}

Result<void> runPatch(const Context& context, const Resource& resource,
                      const PatchOptions& options) {
  if (options.input.empty())
    return Error{ErrorCode::InvalidRequest,
                 "nothing to change: give --file, --set or an option of a field"};
  const Result<PatchInput> read = options.input.readPatch(context);
  if (!read) return read.error();
  const PatchInput& input = read.value();
  if (const auto same = checkId(resource, input.patch(), options.id); !same) return same;
  const Result<Precondition> precondition = options.guard.read();
  if (!precondition) return precondition.error();
  return changeAsCaller(context, [&](Freezer& freezer, const Caller& caller) -> Result<void> {
    const Result<Record> record =
        withNamed(freezer, resource, caller, options.id, [&](const std::string& id) {
          return input.needsStored()
                     ? patchStored(freezer, caller, resource, id, input, precondition.value())
                     : freezer.patch(resource, caller, id, input.patch(), precondition.value());
        });
    if (!record) return record.error();
    return answerChange(context, resource, record.value(), "");
  });
}

}  // namespace

void addPatch(const Command& noun, const Resource& resource, Context& context) {
  const std::string kind(resource.name);
  const Command patch = noun.add(
      "patch", "Change the given fields of one " + kind + "; the value null removes a key.");
  const auto options = std::make_shared<PatchOptions>(resource);
  patch.required({idName(resource), "ID of the " + std::string(resource.name) + ".", ""},
                 options->id);
  options->input.declare(patch);
  options->guard.declare(patch);
  addExamples(patch, resource, "patch");
  patch.onRun(configured(
      context, [&context, &resource, options] { return runPatch(context, resource, *options); }));
}

}  // namespace freezer::cli
