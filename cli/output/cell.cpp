#include "cli/output/cell.h"

#include <algorithm>
#include <string_view>

#include "cli/output/units.h"

namespace freezer::cli {
namespace {

struct StateTone {
  std::string_view state;
  Tone tone;
};

constexpr StateTone kStateTones[] = {
    {"available", Tone::Good}, {"success", Tone::Good},  {"creating", Tone::Busy},
    {"running", Tone::Busy},   {"deleting", Tone::Busy}, {"aborting", Tone::Busy},
    {"error", Tone::Bad},      {"fail", Tone::Bad},      {"aborted", Tone::Bad},
};

}  // namespace

std::string rawText(const Value& value) {
  if (value.isEmpty()) return {};
  if (asObject(value) || asArray(value)) return toJson(value);
  return scalarText(value);
}

Cell plainCell(const Value& value) {
  return {rawText(value)};
}

Cell timeCell(const Value& seconds) {
  if (!isInteger(seconds)) return plainCell(seconds);
  return {timeText(seconds.convert<std::int64_t>())};
}

Cell sizeCell(const Value& bytes) {
  if (!isInteger(bytes)) return plainCell(bytes);
  return {sizeText(bytes.convert<std::int64_t>())};
}

Cell stateCell(const Value& state) {
  std::string text = rawText(state);
  const auto* known = std::ranges::find(kStateTones, text, &StateTone::state);
  return {std::move(text), known == std::end(kStateTones) ? Tone::Plain : known->tone};
}

}  // namespace freezer::cli
