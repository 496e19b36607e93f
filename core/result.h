#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace freezer {

/// Why an operation was refused. Each edge translates it with one switch
/// (HTTP status in server/, exit code in cli/), so a new code does not compile
/// until both have an answer for it.
enum class ErrorCode {
  InvalidDocument,  ///< The text is no strict JSON object, or the document breaks its schema.
  InvalidRequest,   ///< A parameter, search or event is not of the documented form.
  Unprocessable,    ///< Well formed, but it contradicts what is stored (an unknown client).
  Unauthenticated,  ///< The caller has no valid token.
  Forbidden,        ///< The caller can see the document, but not change it.
  NotFound,         ///< No such document within the caller's scope.
  AlreadyExists,    ///< The ID, or an identity that must be unique, exists.
  VersionMismatch,  ///< The precondition (If-Match) no longer holds.
  StoreBusy,        ///< Another writer held the store for too long; try again.
  StoreFailure,     ///< The store cannot be opened, read or written.
  Unavailable,      ///< Another service that is needed does not answer.
};

/// A fault of a document.
struct Fault {
  std::string pointer;  ///< Where: a JSON pointer (RFC 6901) such as "/job_schedule/event".
  std::string message;  ///< What is wrong, and what is allowed.
};

struct Error {
  ErrorCode code;
  std::string message;             ///< For the caller; no SQL, no secrets.
  std::vector<Fault> faults = {};  ///< Every fault found, not only the first.
  std::string detail = {};         ///< For the log only.
};

/// The InvalidDocument error that names all of `faults`, which must not be empty.
Error invalidDocument(std::vector<Fault> faults);

/// A value, or the reason there is none.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const noexcept { return state_.index() == 0; }
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

/// Success without a value, or the reason for failure.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  explicit operator bool() const noexcept { return !error_.has_value(); }
  const Error& error() const { return error_.value(); }

 private:
  std::optional<Error> error_;
};

}  // namespace freezer
