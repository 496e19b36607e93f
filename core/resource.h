#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace freezer {

/// The five kinds of document. This header and resource.cpp are the one place
/// that says what a kind is made of; tables, routes, commands, options,
/// validation and documentation are derived from it or checked against it.
enum class Kind { Backup, Client, Job, Action, Session };

/// What can be done with any document of a kind; what is special to one kind
/// (the events of a job) is ordinary code beside its rules.
enum class Verb { List, Create, Show, Replace, Patch, Delete };

enum class Type {
  Text,
  Integer,
  Boolean,
  TextList,    ///< A list of strings.
  Object,      ///< An object with the members named in Field::members.
  ObjectList,  ///< A list of such objects.
};

/// What the schema demands of a string.
struct Pattern {
  std::string_view regex;    ///< The same to ECMAScript and PCRE.
  std::size_t maxLength;     ///< Checked before the expression sees the string.
  std::string_view meaning;  ///< Completes "must be ...".
};

enum Trait : unsigned {
  kNone = 0,
  kRequired = 1U << 0,   ///< Must be there on create.
  kNullable = 1U << 1,   ///< May be null.
  kNonEmpty = 1U << 2,   ///< A string of at least one character.
  kReadOnly = 1U << 3,   ///< Set by the service: ignored in a body, no option.
  kUnchecked = 1U << 4,  ///< Known and documented, but any value is kept.
  kClosed = 1U << 5,     ///< An object that refuses members it does not know.
  kTime = 1U << 6,       ///< An integer that is a time, in seconds since the epoch.
  kBytes = 1U << 7,      ///< An integer that is a size, in bytes.
};

/// The value of a field that was not given.
struct EmptyObject {};
using Default = std::variant<std::monostate, std::string_view, std::int64_t, EmptyObject>;

struct Field {
  std::string_view name;  ///< JSON member, and with dashes the --option.
  Type type;
  unsigned traits;  ///< Any of Trait.
  std::string_view help;
  std::span<const std::string_view> oneOf = {};  ///< Empty: any value.
  const Pattern* pattern = nullptr;
  std::span<const Field> members = {};  ///< Of an Object or ObjectList.

  /// Stored where a body has no value, or null; std::monostate: nothing is stored.
  Default fallback = {};
};

/// A value of the stored document that is kept in an indexed column as well
/// ("promoted", spec section 8).
struct Column {
  std::string_view name;     ///< Column name and search key.
  std::string_view pointer;  ///< Where the stored document has it.
  Type type;                 ///< Text, Integer or Boolean.
};

struct Resource {
  Kind kind;
  std::string_view name;     ///< "backup", in messages.
  std::string_view plural;   ///< "backups": table, URL segment, list member, command.
  std::string_view idField;  ///< "backup_id".
  std::string_view help;     ///< One sentence.

  std::span<const Field> fields;  ///< Of the body that creates one.
  bool closed;                    ///< Whether a body with a member not listed is refused.

  std::span<const Column> columns;  ///< Besides id, project_id and user_id.
  std::span<const Verb> verbs;

  /// The member under which the stored document keeps the body
  /// ("backup_metadata", "client"); empty where body and document are one.
  std::string_view envelope;

  /// A column for a fact that is kept beside the document and not in it
  /// (Record::sidecar); empty where there is none.
  std::string_view sidecar;

  /// The column that a search's time_after and time_before bound.
  std::string_view timeColumn;

  bool offers(Verb verb) const;
};

/// All kinds, in the order in which they are listed everywhere.
std::span<const Resource> resources();

/// The one with this kind.
const Resource& resourceOf(Kind kind);

/// The one whose plural is `plural`, or null.
const Resource* findResource(std::string_view plural);

/// The column of `resource` with this name, or null.
const Column* findColumn(const Resource& resource, std::string_view name);

/// The JSON pointer to the value of a body's `field` in the stored document.
std::string storedPointer(const Resource& resource, const Field& field);

/// What a client supports unless it says otherwise, as field name and values
/// (spec, section 3): "supported_actions" and so on.
struct Capability {
  std::string_view field;                         ///< Of the client: "supported_modes".
  std::span<const std::string_view> memberNames;  ///< Of a freezer_action: "mode".
  std::span<const std::string_view> values;
};
std::span<const Capability> capabilities();

}  // namespace freezer
