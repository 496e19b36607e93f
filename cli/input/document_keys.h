#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/resource.h"

namespace freezer::cli {

/// A key of the documents of a kind.
struct DocumentKey {
  std::string path;    ///< Dotted; ends with a dot if it has to be continued: "job_schedule.".
  const Field* field;  ///< What it names.
};

/// The keys with the same path before the last dot as `path`: for "job_schedule.ev", those in the
/// schedule. The first entry of a list of objects stands for all: "job_actions.0.".
std::vector<DocumentKey> keysBeside(const Resource& resource, std::string_view path);

/// The names of values at any depth, each once.
std::vector<DocumentKey> namesAtAnyDepth(const Resource& resource);

/// Whether documents of a kind can have a value at a path.
enum class Presence {
  Known,       ///< The table of the kind has a field there.
  Possible,    ///< A part of the document that accepts unknown keys can have it.
  Impossible,  ///< No document has it.
};

/// `path` is dotted, from the top of a stored document or below its envelope.
Presence presenceOf(const Resource& resource, std::string_view path);

}  // namespace freezer::cli
