#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace freezer {

/// The five kinds of document. This header and resource.cpp define each kind once; tables, routes,
/// commands, options, validation and documentation are derived from them or checked against them.
enum class Kind { Backup, Client, Job, Action, Session };

/// The operations that several kinds offer. An operation of one kind (the events of a job) is
/// ordinary code beside its rules.
enum class Verb { List, Create, Show, Replace, Patch, Delete };

enum class Type {
  Text,
  Integer,
  Boolean,
  TextList,    ///< A list of strings.
  Object,      ///< An object with the members named in Field::members.
  ObjectList,  ///< A list of such objects.
};

/// The form of a string.
struct Pattern {
  std::string_view regex;    ///< The same to ECMAScript and PCRE.
  std::size_t maxLength;     ///< Checked before the expression sees the string.
  std::string_view meaning;  ///< Completes "must be ...".
};

/// The time of what has not happened, as schedulers write it.
inline constexpr std::int64_t kNever = -1;

enum Trait : unsigned {
  kNone = 0,
  kRequired = 1U << 0,   ///< Must be in the body of a create.
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
/// ("promoted": freezer-api-rest(7), "Storage").
struct Column {
  std::string_view name;     ///< Column name and search key.
  std::string_view pointer;  ///< The place in the stored document.
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

  /// The column of Record::sidecar, a fact that is not in the document; empty: none.
  std::string_view sidecar;

  /// The column that a search's time_after and time_before bound.
  std::string_view timeColumn;

  bool offers(Verb verb) const;
};

/// All kinds, in the order in which they are listed everywhere.
std::span<const Resource> resources();

/// The resource of a kind.
const Resource& resourceOf(Kind kind);

/// The resource with this plural, or null.
const Resource* findResource(std::string_view plural);

/// The column of `resource` with this name, or null.
const Column* findColumn(const Resource& resource, std::string_view name);

/// The JSON pointer to the value of a body's `field` in the stored document.
std::string storedPointer(const Resource& resource, const Field& field);

/// The capabilities of a client, and their defaults (freezer-api-rest(7), "Clients").
struct Capability {
  std::string_view field;                         ///< Of the client: "supported_modes".
  std::span<const std::string_view> memberNames;  ///< Of a freezer_action: "mode".
  std::span<const std::string_view> values;
};
std::span<const Capability> capabilities();

}  // namespace freezer
