#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "core/json/value.h"
#include "core/result.h"

namespace freezer {

/// Maximum number of members of one object. Adding a member to an ordered object of Poco takes
/// linear time: 4,096 members take 15 ms, 130,000 members (which fit into 1 MiB of text) 20
/// seconds.
inline constexpr std::size_t kMaxMembers = 4096;

/// Limits of a document, with their defaults (freezer-api-rest(7), "Limits").
struct DocumentLimits {
  std::size_t maxBytes = 1024 * 1024;    ///< Of the stored text. Parsing does not check it.
  std::size_t maxNesting = 64;           ///< Levels of objects and arrays.
  std::size_t maxValues = 20'000;        ///< Members of all objects and entries of all arrays.
  std::size_t maxMembers = kMaxMembers;  ///< Per object.
};

/// A JSON object that keeps the order of its members, addressed by JSON pointers (RFC 6901) such as
/// "/job_schedule/event". Not safe for use from several threads at once.
class Document {
 public:
  /// An empty object.
  Document();

  /// A document that shares `object`, which must not be null: changes of the document change the
  /// object. Used to edit one entry of a list.
  static Document viewOf(Object object) { return Document(std::move(object)); }

  /// A deep copy.
  Document clone() const;

  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;
  Document(Document&&) noexcept = default;
  Document& operator=(Document&&) noexcept = default;
  ~Document() = default;

  /// Parses strict JSON: one object and nothing after it. InvalidDocument for malformed JSON,
  /// duplicate keys, invalid UTF-8, unpaired surrogates, NaN, integers outside 64-bit signed range,
  /// numbers outside the range of a double, and for what exceeds `limits` (freezer-api-rest(7),
  /// "Errors"). Memory is bounded by a small multiple of the text's size.
  static Result<Document> parse(std::string_view text, const DocumentLimits& limits = {});

  /// JSON text without white space, in member order. A double with an integral value is written as
  /// a double ("1.0").
  std::string text() const;

  /// The underlying object, shared with this document.
  Object object() const { return object_; }

  /// Whether the member exists; it may be null.
  bool has(std::string_view pointer) const;

  /// The value; null if it does not exist.
  Value at(std::string_view pointer) const;

  /// The string, or `fallback` if the value is not a string.
  std::string textAt(std::string_view pointer, std::string_view fallback = "") const;

  /// The integer, or `fallback` if the value is not an integer.
  std::int64_t integerAt(std::string_view pointer, std::int64_t fallback) const;

  /// The object or array, shared with this document; null for any other value.
  Object objectAt(std::string_view pointer) const;
  Array arrayAt(std::string_view pointer) const;

  /// Stores a copy of `value`. Creates missing objects on the path, but no arrays.
  void set(std::string_view pointer, const Value& value);

  /// Removes the value, if it exists.
  void remove(std::string_view pointer);

  /// Applies a JSON Merge Patch (RFC 7386): objects merge, arrays and scalars
  /// replace, null removes.
  void merge(const Document& patch);

 private:
  explicit Document(Object object) : object_(std::move(object)) {}

  Object object_;
};

/// Escapes `token` for use in a JSON pointer (RFC 6901, section 3).
std::string escapePointer(std::string_view token);

}  // namespace freezer
