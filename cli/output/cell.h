#pragma once

#include <string>

#include "core/json/document.h"

namespace freezer::cli {

/// The meaning of a value, shown by colour.
enum class Tone { Plain, Good, Busy, Bad };

/// A readable value.
struct Cell {
  std::string text;
  Tone tone = Tone::Plain;
};

// Readers: they turn a value into a cell. Null becomes an empty cell; a value of an unexpected type
// is shown unchanged.

Cell plainCell(ValueRef value);
Cell timeCell(ValueRef seconds);  ///< As localTimeText().
Cell sizeCell(ValueRef bytes);    ///< As sizeText().
Cell stateCell(ValueRef state);   ///< A status or result, coloured.

/// The text of a value outside tables: a string unchanged, else JSON; empty for null.
std::string rawText(ValueRef value);

}  // namespace freezer::cli
