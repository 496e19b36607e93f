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

std::string rawText(ValueRef value) {
  if (value.isNull()) return {};
  if (asObject(value) || asArray(value)) return toJson(value);
  return scalarText(value);
}

Cell plainCell(ValueRef value) {
  return {rawText(value)};
}

Cell timeCell(ValueRef seconds) {
  if (!seconds.isInteger()) return plainCell(seconds);
  return {localTimeText(seconds.integer())};
}

Cell sizeCell(ValueRef bytes) {
  if (!bytes.isInteger()) return plainCell(bytes);
  return {sizeText(bytes.integer())};
}

Cell stateCell(ValueRef state) {
  std::string text = rawText(state);
  const auto* known = std::ranges::find(kStateTones, text, &StateTone::state);
  return {std::move(text), known == std::end(kStateTones) ? Tone::Plain : known->tone};
}

}  // namespace freezer::cli
