#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/json/document.h"
#include "core/result.h"

namespace freezer::cli {

/// What the value null means: an ordinary value of a new document, or, in a patch, the
/// removal of the key or list entry.
enum class NullMeaning { Value, Removal };

/// One --set PATH=VALUE: a place in a document and the value to put there.
///
/// The path is dotted. A number in it is the index of a list entry; the index that
/// equals the length of the list appends an entry. A path that begins with "/" is a
/// JSON pointer (RFC 6901), for keys that contain dots. The value is JSON, or else a
/// string as it stands.
class Assignment {
 public:
  /// Reads `text`. InvalidRequest, naming the assignment, for a malformed path, a path
  /// of more segments than a document may have levels, and a value that is meant as JSON but
  /// is not valid: a number outside 64 bits, or text that begins with "{", "[" or a quote.
  static Result<Assignment> parse(const std::string& text, const DocumentLimits& limits);

  /// Sets the value in `document` and creates the missing objects and lists on the way.
  /// InvalidRequest, naming the path and the value found there, when an index is out of
  /// range or the path continues below a string, number or boolean; the document may
  /// then be changed in part.
  Result<void> applyTo(Document& document, NullMeaning null) const;

  /// The segments of the path; never empty.
  const std::vector<std::string>& path() const { return path_; }

  /// Moves the place into the member `name` of the document.
  void nestBelow(const std::string& name) { path_.insert(path_.begin(), name); }

 private:
  std::string text_;
  std::vector<std::string> path_;
  Value value_;
};

/// The JSON Merge Patch (RFC 7386) that turns `before` into `after`. A null member of `after` that
/// is new counts as absent, because a merge patch cannot store null; one that was null before
/// stays.
Document mergePatchBetween(const Document& before, const Document& after);

}  // namespace freezer::cli
