#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/caller.h"
#include "core/resource.h"
#include "core/result.h"

// The audit log: one JSON line for each change, with who made it, from where, and the outcome. The
// members of a line are in freezer-api.conf(5), "Audit log". A line never has a secret, nor any
// part of a document.
namespace freezer {

/// A document that an operation has changed.
struct DocumentChange {
  Kind kind = Kind::Backup;
  std::string id;
  std::optional<std::int64_t> before;  ///< Its version; none: the document is new.
  std::optional<std::int64_t> after;   ///< None: the document was removed.
};
using DocumentChanges = std::vector<DocumentChange>;

/// What an operation does, and to what.
struct AuditSubject {
  std::string_view verb;  ///< "create"; a literal.
  std::string_view kind;  ///< Resource::name, or "user", "project", "role", "token" or "store".
  std::string id = {};    ///< Empty: not known, or several documents of the kind.
  std::string name = {};  ///< Of a user or project, or of the owner of a token; empty: none.
};

/// Why a change was not made.
struct AuditRefusal {
  std::string_view reason = {};    ///< "not-found"; a literal; empty: only the status tells it.
  std::optional<int> status = {};  ///< Of HTTP; none on the command line.
  bool isFailure = false;          ///< The service failed; otherwise it refused the change.
};

/// The reason for an error: "not-found".
std::string_view wordOf(ErrorCode code);

/// Numbers of rows that a change of the whole store has written, with their names.
using AuditCounts = std::vector<std::pair<std::string_view, std::int64_t>>;

/// Takes the lines. Safe to use from several threads at once.
class AuditSink {
 public:
  virtual ~AuditSink() = default;

  /// Takes a line, without its line end. A failure is not an error of the change, which is
  /// committed: see isFailing().
  virtual void write(std::string_view line) = 0;

  /// Whether the last line could not be written.
  virtual bool isFailing() const { return false; }
};

/// Where changes come from: a request, or a run of the command line.
struct AuditOrigin {
  std::string request_id;
  std::string global_request_id = {};    ///< Empty: none.
  std::string source;                    ///< Address of the client, or the user of the terminal.
  int (*statusOf)(ErrorCode) = nullptr;  ///< The HTTP status of an error; null: there is none.
};

/// Writes the lines of one request or one command. Not safe for use from several threads at once.
class AuditTrail {
 public:
  /// `sink` must outlive this object.
  AuditTrail(AuditSink& sink, AuditOrigin origin) : sink_(sink), origin_(std::move(origin)) {}

  /// Notes an operation that has changed documents: a line for each of them. Those that are not the
  /// subject of the operation were changed along with it.
  void note(const Caller& caller, const AuditSubject& subject, const DocumentChanges& changes);

  /// Notes a change of what has no versions, such as a user.
  void note(const Caller& caller, const AuditSubject& subject);

  /// Notes a change that was not made.
  void note(const Caller& caller, const AuditSubject& subject, const Error& error);
  void note(const Caller& caller, const AuditSubject& subject, const AuditRefusal& refusal);

  /// Notes a change of the whole store. If it ended with `error`, `counts` is what was kept.
  void note(const Caller& caller, const AuditSubject& subject, const AuditCounts& counts,
            const Error* error);

  /// Whether it has written no line.
  bool isEmpty() const { return isEmpty_; }

 private:
  class Line;

  Line begin(const Caller& caller) const;
  AuditRefusal refusalFor(const Error& error) const;
  void write(Line line);

  AuditSink& sink_;
  const AuditOrigin origin_;
  bool isEmpty_ = true;
};

/// Notes the outcome of a change of what has no versions, and returns it.
template <typename T>
Result<T> audited(const Caller& caller, const AuditSubject& subject, Result<T> result) {
  if (caller.audit == nullptr) return result;
  if (result) {
    caller.audit->note(caller, subject);
  } else {
    caller.audit->note(caller, subject, result.error());
  }
  return result;
}

}  // namespace freezer
