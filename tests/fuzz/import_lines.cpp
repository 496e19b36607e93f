// The first line says how to import the others: what is stored afterwards is sound, and can be
// exported and imported again.

#include <algorithm>

#include "core/bulk/bulk.h"
#include "tests/fuzz/plain_json.h"
#include "tests/fuzz/scratch_store.h"
#include "tests/fuzz/target.h"

namespace freezer::fuzz {
namespace {

std::int64_t now() {
  return 1'700'000'000;
}

/// Imports `text`; none if a strict import refused it.
std::optional<ImportCounts> imported(Store& store, std::string_view text,
                                     const ImportOptions& options) {
  const NextLine next = [&text]() -> Result<std::optional<std::string_view>> {
    if (text.empty()) return std::optional<std::string_view>();
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    return std::optional(line);
  };
  std::int64_t refused = 0;
  ImportEvents events;
  events.refused = [&](std::int64_t /*line*/, const Error& reason) {
    require(isUtf8(reason.message), "a refusal is UTF-8");
    require(reason.code != ErrorCode::StoreFailure, "no line makes the store fail");
    ++refused;
  };
  const auto counts = importLines(store, now, next, options, events);
  require(counts || options.strict, "only a strict import can fail");
  if (!counts) {
    require(counts.error().code != ErrorCode::StoreFailure, "no line makes the store fail");
    return std::nullopt;
  }
  require(counts.value().refused == refused, "each refused line is reported");
  return counts.value();
}

std::string exported(Store& store) {
  std::string text;
  const auto done = readFrom(store, [&](Snapshot& snapshot) {
    return exportLines(snapshot, {}, [&](std::string_view line) -> Result<void> {
      text += line;
      return {};
    });
  });
  require(static_cast<bool>(done), "every store can be exported");
  return text;
}

}  // namespace

void import_lines(std::string_view input) {
  static ScratchStore scratch;
  Store& store = scratch.store();
  scratch.clear();
  ImportOptions options;
  const std::string_view how = input.substr(0, input.find('\n'));
  options.strict = how.find("strict") != how.npos;
  if (how.find("replace") != how.npos) options.onConflict = OnConflict::Replace;
  if (how.find("fail") != how.npos) options.onConflict = OnConflict::Fail;
  const auto counts = imported(store, input.substr(how.size()), options);
  const std::string text = exported(store);
  if (!counts) {
    require(text.empty(), "a strict import that fails stores nothing");
    return;
  }
  if (text.empty()) return;
  scratch.check();

  const auto lines = std::ranges::count(text, '\n');
  const auto again = imported(store, text, {});
  require(again && again->skipped == lines, "a second import skips everything");
  require(exported(store) == text, "a second import changes nothing");
  scratch.clear();
  const auto anew = imported(store, text, {.strict = true});
  require(anew && anew->imported == lines, "an export can be imported");
  require(exported(store) == text, "an import stores what was exported");
}

}  // namespace freezer::fuzz
