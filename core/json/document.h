#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "core/json/value.h"
#include "core/result.h"

namespace freezer {

/// The levels of objects and arrays a document may nest, unless configured
/// otherwise (freezer-api-rest(7), "Limits").
inline constexpr std::size_t kMaxNesting = 64;

/// A JSON object whose members keep their order, addressed by JSON pointers
/// (RFC 6901) such as "/job_schedule/event". Not safe for use from several
/// threads at once.
class Document {
 public:
  /// The empty object.
  Document();

  /// Shares `object`, which must not be null: a change through this document
  /// is a change of the object. This is how one entry of a list is worked on.
  static Document viewOf(Object object) { return Document(std::move(object)); }

  /// A copy of the whole tree.
  Document clone() const;

  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;
  Document(Document&&) noexcept = default;
  Document& operator=(Document&&) noexcept = default;
  ~Document() = default;

  /// Reads strict JSON: one object and nothing after it. Refuses, as
  /// InvalidDocument: malformed JSON, duplicate keys, invalid UTF-8, unpaired
  /// surrogates, NaN, integers outside 64 signed bits, numbers beyond a double,
  /// and more than `maxNesting` levels (freezer-api-rest(7), "Errors").
  static Result<Document> parse(std::string_view text, std::size_t maxNesting = kMaxNesting);

  /// JSON text without white space, in member order. A double that is whole
  /// stays a double ("1.0").
  std::string text() const;

  /// The object itself, shared with this document.
  Object object() const { return object_; }

  /// Whether something, null included, is there.
  bool has(std::string_view pointer) const;

  /// The value there; null where nothing is.
  Value at(std::string_view pointer) const;

  /// The string there, or `fallback` where there is anything else.
  std::string textAt(std::string_view pointer, std::string_view fallback = "") const;

  /// The integer there, or `fallback` where there is anything else.
  std::int64_t integerAt(std::string_view pointer, std::int64_t fallback) const;

  /// The object or array there, shared with this document; null otherwise.
  Object objectAt(std::string_view pointer) const;
  Array arrayAt(std::string_view pointer) const;

  /// Puts a copy of `value` there, making the objects on the way (not arrays).
  void set(std::string_view pointer, const Value& value);

  /// Takes away what is there, if anything is.
  void remove(std::string_view pointer);

  /// Applies a JSON Merge Patch (RFC 7386): objects merge, arrays and scalars
  /// replace, null removes.
  void merge(const Document& patch);

 private:
  explicit Document(Object object) : object_(std::move(object)) {}

  Object object_;
};

/// `token` as a part of a JSON pointer (RFC 6901, section 3).
std::string escapePointer(std::string_view token);

}  // namespace freezer
