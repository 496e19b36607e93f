#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace freezer {

/// The five kinds of documents. This header and resource.cpp define each kind once; tables, routes,
/// commands, options, validation and documentation are derived from them or checked against them.
enum class Kind { Backup, Client, Job, Action, Session };

/// All kinds; the documents of each refer to earlier ones only.
inline constexpr Kind kReferenceOrder[] = {Kind::Client, Kind::Action, Kind::Session, Kind::Job,
                                           Kind::Backup};

/// The operations that several kinds share. Operations of one kind, such as events of a job, are
/// implemented with its rules.
enum class Verb { List, Create, Show, Replace, Patch, Delete };

enum class Type {
  Text,
  Integer,
  Boolean,
  TextList,    ///< A list of strings.
  Object,      ///< An object with the members named in Field::members.
  ObjectList,  ///< A list of such objects.
};

/// The format of a string.
struct Pattern {
  std::string_view regex;    ///< Valid in both ECMAScript and PCRE.
  std::size_t maxLength;     ///< Checked before the regular expression is run.
  std::string_view meaning;  ///< Completes "must be ...".
};

/// Value of a time that has not happened yet, as schedulers write it.
inline constexpr std::int64_t kNever = -1;

enum Trait : unsigned {
  kNone = 0,
  kRequired = 1U << 0,   ///< Required in the body of a create.
  kNullable = 1U << 1,   ///< May be null.
  kNonEmpty = 1U << 2,   ///< A string of at least one character.
  kReadOnly = 1U << 3,   ///< Set by the service; ignored in bodies; has no option.
  kUnchecked = 1U << 4,  ///< Documented, but values are not checked.
  kClosed = 1U << 5,     ///< An object that accepts no unknown members.
  kTime = 1U << 6,       ///< An integer that is a time, in seconds since the epoch.
  kBytes = 1U << 7,      ///< An integer that is a size, in bytes.
};

/// The default value of a field.
struct EmptyObject {};
using Default = std::variant<std::monostate, std::string_view, std::int64_t, EmptyObject>;

struct Field {
  std::string_view name;  ///< JSON member and, with dashes, name of the option.
  Type type;
  unsigned traits;  ///< Any of Trait.
  std::string_view help;
  std::span<const std::string_view> oneOf = {};  ///< Empty: any value.
  const Pattern* pattern = nullptr;
  std::span<const Field> members = {};  ///< For Object and ObjectList.

  /// Stored if a body has no value, or null; std::monostate: nothing is stored.
  Default fallback = {};
};

/// A value of the stored document with its own indexed column ("promoted": freezer-api-rest(7),
/// "Storage").
struct Column {
  std::string_view name;     ///< Column name and search key.
  std::string_view pointer;  ///< Pointer in the stored document.
  Type type;                 ///< Text, Integer or Boolean.
};

/// An integer of the stored document that has no column. Commands can sort by it, which reads all
/// documents.
struct DerivedKey {
  std::string_view name;
  std::string_view pointer;    ///< Pointer in the stored document.
  std::string_view otherwise;  ///< Second place, if there is no integer in the first; may be empty.
  bool isTime = false;         ///< In seconds since the epoch; negative: never.
};

struct Resource {
  Kind kind;
  std::string_view name;     ///< "backup", in messages.
  std::string_view plural;   ///< "backups": table, URL segment, list member, command.
  std::string_view idField;  ///< "backup_id".
  std::string_view help;     ///< One sentence.

  std::span<const Field> fields;  ///< Fields of the body.
  bool closed;                    ///< Whether unknown members are refused.

  std::span<const Column> columns;  ///< Besides id, project_id and user_id.
  std::span<const Verb> verbs;

  /// The member of the stored document that contains the body ("backup_metadata", "client"); empty
  /// if the document is the body.
  std::string_view envelope;

  /// The column of Record::sidecar, a value that is not in the document; empty: none.
  std::string_view sidecar;

  /// The column for time_after and time_before of a search.
  std::string_view timeColumn;

  std::span<const DerivedKey> derivedKeys = {};

  bool offers(Verb verb) const;
};

/// All kinds, in the order of all lists.
std::span<const Resource> resources();

/// The resource of a kind.
const Resource& resourceOf(Kind kind);

/// The resource with this plural, or null.
const Resource* findResource(std::string_view plural);

/// The column of `resource` with this name, or null.
const Column* findColumn(const Resource& resource, std::string_view name);

/// The derived key of `resource` with this name, or null.
const DerivedKey* findDerivedKey(const Resource& resource, std::string_view name);

/// The JSON pointer in the stored document to `field` of a body.
std::string storedPointer(const Resource& resource, const Field& field);

/// The capabilities of a client, and their defaults (freezer-api-rest(7), "Clients").
struct Capability {
  std::string_view field;                         ///< Member of the client: "supported_modes".
  std::span<const std::string_view> memberNames;  ///< Members of a freezer_action: "mode".
  std::span<const std::string_view> values;
};
std::span<const Capability> capabilities();

}  // namespace freezer
