#pragma once

#include <Poco/Dynamic/Var.h>
#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace freezer {

/// Any JSON value. Null is the empty Var; objects and arrays are held as
/// Poco::JSON::Object::Ptr and Poco::JSON::Array::Ptr.
using Value = Poco::Dynamic::Var;
using ObjectPtr = Poco::JSON::Object::Ptr;
using ArrayPtr = Poco::JSON::Array::Ptr;

/// The levels of objects and arrays a document may nest, unless configured
/// otherwise (spec, section 4).
inline constexpr std::size_t kMaxNesting = 64;

/// A JSON object whose members keep their order.
///
/// Copying copies the whole tree. Members are addressed by JSON pointers
/// (RFC 6901) such as "/job_schedule/event". Not safe for use from several
/// threads at once.
class Document {
 public:
  /// The empty object.
  Document();

  /// Shares `object`, which must not be null: a change through this document
  /// is a change of the object. This is how one entry of a list is worked on.
  explicit Document(ObjectPtr object);

  Document(const Document& other);
  Document& operator=(const Document& other);
  Document(Document&&) noexcept = default;
  Document& operator=(Document&&) noexcept = default;
  ~Document() = default;

  /// Reads strict JSON: one object and nothing after it. Refuses, as
  /// InvalidDocument: malformed JSON, duplicate keys, invalid UTF-8, unpaired
  /// surrogates, NaN, integers outside 64 signed bits, numbers beyond a double,
  /// and more than `maxNesting` levels (spec, section 5).
  static Result<Document> parse(std::string_view text, std::size_t maxNesting = kMaxNesting);

  /// JSON text without white space, in member order. A double that is whole
  /// stays a double ("1.0").
  std::string text() const;

  /// The object itself, shared with this document.
  ObjectPtr object() const { return object_; }

  /// Whether something, null included, is there.
  bool has(std::string_view pointer) const;

  /// The value there; the empty Var both for null and where nothing is.
  Value at(std::string_view pointer) const;

  /// The string there, or `fallback` where there is anything else.
  std::string textAt(std::string_view pointer, std::string_view fallback = "") const;

  /// The integer there, or `fallback` where there is anything else.
  std::int64_t integerAt(std::string_view pointer, std::int64_t fallback) const;

  /// The object or array there, shared with this document; null otherwise.
  ObjectPtr objectAt(std::string_view pointer) const;
  ArrayPtr arrayAt(std::string_view pointer) const;

  /// Puts a copy of `value` there, making the objects on the way (not arrays).
  void set(std::string_view pointer, const Value& value);

  /// Takes away what is there, if anything is.
  void remove(std::string_view pointer);

  /// Applies a JSON Merge Patch (RFC 7386): objects merge, arrays and scalars
  /// replace, null removes.
  void merge(const Document& patch);

 private:
  ObjectPtr object_;
};

/// An object or array shared with `value`, or null when it is anything else.
ObjectPtr asObject(const Value& value);
ArrayPtr asArray(const Value& value);

/// A member of an object: its name and its value.
using Member = Poco::JSON::Object::ValueType;

/// The members of an object in their order; iterating over a Poco object goes
/// by name instead. They are the object's own, and gone when it changes.
std::vector<const Member*> inOrder(const Poco::JSON::Object& object);

/// Copies of the same. The values are shared with the object.
std::vector<std::pair<std::string, Value>> membersOf(const ObjectPtr& object);

/// Strict type tests: a string is never a number, a whole double is no integer.
bool isText(const Value& value);
bool isInteger(const Value& value);
bool isBoolean(const Value& value);

/// A new object that keeps the order of its members.
ObjectPtr newObject();

/// A new array of nulls. To add to an array copies all it has, now and then.
ArrayPtr newArray(std::size_t size);

/// A deep copy.
Value clone(const Value& value);

/// The text by which a search compares a scalar: a string is itself, everything
/// else its JSON text (spec, section 2). Must not be called with an object or array.
std::string scalarText(const Value& value);

/// JSON text of any value.
std::string toJson(const Value& value);

/// `text` as a JSON string, quotes included.
std::string quoteJson(std::string_view text);

/// `token` as a part of a JSON pointer (RFC 6901, section 3).
std::string escapePointer(std::string_view token);

/// The beginning of `text`, fit for an error message: short, without control
/// characters, and UTF-8 whatever `text` is.
std::string excerpt(std::string_view text);

/// Whether two values are equal, a null member being the same as an absent one
/// (spec, section 3: equality of freezer_actions).
bool equalIgnoringNulls(const Value& left, const Value& right);

}  // namespace freezer
