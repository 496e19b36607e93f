#pragma once

#include <Poco/Dynamic/Var.h>
#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// JSON values, represented by types of Poco that only core/json uses directly. Not safe for use
// from several threads at once.
namespace freezer {

class Array;
class Object;
class Value;

/// A reference to a JSON value, which must outlive it.
class ValueRef {
 public:
  explicit ValueRef(const Poco::Dynamic::Var& var) : var_(&var) {}
  ValueRef(const Value& value);

  bool isNull() const { return var_->isEmpty(); }

  // Strict type tests: a string is never a number, and a double is never an integer.
  bool isText() const { return var_->type() == typeid(std::string); }
  bool isBoolean() const { return var_->type() == typeid(bool); }
  bool isInteger() const { return var_->isInteger() && !isBoolean(); }
  bool isScalar() const;  ///< Includes null.

  // The value. It must be of that type.
  const std::string& text() const { return var_->extract<std::string>(); }
  bool boolean() const { return var_->extract<bool>(); }
  std::int64_t integer() const { return var_->convert<Poco::Int64>(); }

  const Poco::Dynamic::Var& var() const { return *var_; }  ///< For core/json.

 private:
  const Poco::Dynamic::Var* var_;
};

/// Any JSON value; null by default. Copies share objects and arrays.
class Value {
 public:
  Value() = default;
  Value(bool boolean) : var_(boolean) {}
  template <std::integral Integer>
  requires(!std::same_as<Integer, bool>) Value(Integer integer)
      : var_(static_cast<Poco::Int64>(integer)) {}
  Value(double real) : var_(real) {}
  Value(const std::string& text) : var_(text) {}
  Value(std::string_view text) : var_(std::string(text)) {}
  Value(const char* text) : var_(std::string(text)) {}
  Value(const Object& object);                  ///< Null for a null object.
  Value(const Array& array);                    ///< Null for a null array.
  Value(ValueRef value) : var_(value.var()) {}  ///< A copy.
  explicit Value(const Poco::Dynamic::Var& var) : var_(var) {}

  bool isNull() const { return var_.isEmpty(); }
  bool isText() const { return ValueRef(*this).isText(); }
  bool isBoolean() const { return ValueRef(*this).isBoolean(); }
  bool isInteger() const { return ValueRef(*this).isInteger(); }
  bool isScalar() const { return ValueRef(*this).isScalar(); }

  const std::string& text() const& { return ValueRef(*this).text(); }
  std::string text() const&& { return ValueRef(*this).text(); }
  bool boolean() const { return ValueRef(*this).boolean(); }
  std::int64_t integer() const { return ValueRef(*this).integer(); }

  Poco::Dynamic::Var& var() { return var_; }  ///< For core/json.
  const Poco::Dynamic::Var& var() const { return var_; }

 private:
  Poco::Dynamic::Var var_;
};

inline ValueRef::ValueRef(const Value& value) : var_(&value.var()) {}

/// A member of an object.
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): it has no constructor.
struct Member {
  const std::string& name;
  ValueRef value;
};

/// A JSON object that keeps the order of its members, or null. Copies share the object.
class Object {
 public:
  using Tree = Poco::JSON::Object;

  Object() = default;  ///< Null.
  explicit Object(Tree::Ptr tree) : tree_(std::move(tree)) {}
  static Object make();  ///< A new empty object.

  explicit operator bool() const { return !tree_.isNull(); }

  // The object must not be null.
  std::size_t size() const { return tree_->size(); }
  bool has(const std::string& name) const { return tree_->has(name); }
  Value get(const std::string& name) const { return Value(tree_->get(name)); }
  void set(const std::string& name, const Value& value) { tree_->set(name, value.var()); }
  void remove(const std::string& name) { tree_->remove(name); }

  /// The members in document order. They refer to the object and are valid until it is changed.
  std::vector<Member> members() const;

  /// Copies of the members in document order, valid even if the object is changed.
  std::vector<std::pair<std::string, Value>> copyOfMembers() const;

  /// Calls `visit` with each Member in name order, which is faster than document order.
  template <typename Visit>
  void forEachByName(Visit visit) const {
    for (const auto& [name, value] : *tree_) visit(Member{name, ValueRef(value)});
  }

  /// A new object with the same members; nested objects and arrays are shared.
  Object shallowCopy() const { return Object(Poco::makeShared<Tree>(*tree_)); }

  const Tree::Ptr& tree() const { return tree_; }  ///< For core/json.

 private:
  Tree::Ptr tree_;
};

/// A JSON array, or null. Copies share the array.
class Array {
 public:
  using Tree = Poco::JSON::Array;

  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using difference_type = std::ptrdiff_t;
    using value_type = ValueRef;
    using pointer = void;
    using reference = ValueRef;

    Iterator() = default;
    explicit Iterator(Tree::ConstIterator item) : item_(item) {}
    ValueRef operator*() const { return ValueRef(*item_); }
    Iterator& operator++() {
      ++item_;
      return *this;
    }
    Iterator operator++(int) { return Iterator(item_++); }
    bool operator==(const Iterator& other) const { return item_ == other.item_; }

   private:
    Tree::ConstIterator item_;
  };

  Array() = default;  ///< Null.
  explicit Array(Tree::Ptr tree) : tree_(std::move(tree)) {}
  static Array make(std::size_t size = 0);  ///< A new array filled with null.

  explicit operator bool() const { return !tree_.isNull(); }

  // The array must not be null.
  std::size_t size() const { return tree_->size(); }
  ValueRef operator[](std::size_t index) const {
    return *Iterator(tree_->begin() + static_cast<std::ptrdiff_t>(index));
  }
  Iterator begin() const { return Iterator(tree_->begin()); }
  Iterator end() const { return Iterator(tree_->end()); }
  void set(std::size_t index, const Value& value) {
    tree_->set(static_cast<unsigned>(index), value.var());
  }

  void remove(std::size_t index) { tree_->remove(static_cast<unsigned>(index)); }

  /// Amortized constant time.
  void add(const Value& value) { tree_->add(value.var()); }

  const Tree::Ptr& tree() const { return tree_; }  ///< For core/json.

 private:
  Tree::Ptr tree_;
};

/// The object or array in a value, shared; null for any other value.
Object asObject(ValueRef value);
Array asArray(ValueRef value);

/// A deep copy.
Value clone(ValueRef value);

/// The levels of objects and arrays in `value`: 0 for a scalar.
std::size_t nestingOf(ValueRef value);

/// The number of members and entries within an object or array, at any depth; 0 for a scalar. See
/// DocumentLimits::maxValues.
std::size_t countValues(ValueRef value);

/// The text of a scalar in a search: the content of a string, otherwise JSON text
/// (freezer-api-rest(7), "Search"). Not for objects and arrays.
std::string scalarText(ValueRef value);

/// The JSON text of a value.
std::string toJson(ValueRef value);

/// `text` as a JSON string, including the quotes.
std::string quoteJson(std::string_view text);

/// Whether two values are equal; a null member equals an absent one (freezer-api-rest(7), "Jobs":
/// equality of freezer_actions).
bool equalIgnoringNulls(ValueRef left, ValueRef right);

}  // namespace freezer
