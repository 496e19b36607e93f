#pragma once

#include <string>

#include "core/json/document.h"

namespace freezer::cli {

/// What a value means to whoever looks at a table.
enum class Tone { Plain, Good, Busy, Bad };

/// A value as a person reads it.
struct Cell {
  std::string text;
  Tone tone = Tone::Plain;
};

// How a value becomes a cell. Null is nothing, and what is not of the expected type
// is shown as it is.

Cell plainCell(const Value& value);
Cell timeCell(const Value& seconds);  ///< As timeText().
Cell sizeCell(const Value& bytes);    ///< As sizeText().
Cell stateCell(const Value& state);   ///< A status or result, with its tone.

/// The text of a value outside tables: a string itself, else JSON; empty for null.
std::string rawText(const Value& value);

}  // namespace freezer::cli
