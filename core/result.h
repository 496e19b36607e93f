#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace freezer {

/// The reason for an error. server/ maps it to an HTTP status and cli/ to an exit status, each in
/// one switch without default, so that a new code without a mapping does not compile.
enum class ErrorCode {
  InvalidDocument,  ///< Malformed JSON, or a violation of the schema.
  TooLarge,         ///< The document would be larger than a stored document may be.
  InvalidRequest,   ///< A parameter, search or event is invalid.
  Unprocessable,    ///< Valid, but conflicts with stored data (unknown client).
  Unauthenticated,  ///< The caller has no valid token.
  Forbidden,        ///< The caller can see the document, but not change it.
  NotFound,         ///< No such document in the caller's scope.
  AlreadyExists,    ///< The ID, or another unique value, exists.
  VersionMismatch,  ///< The precondition (If-Match) failed.
  StoreBusy,        ///< Another writer blocked the store for too long; try again.
  StoreFailure,     ///< The store cannot be opened, read or written.
  Unavailable,      ///< A required service is unavailable, or has no more time for the request.
};

/// A fault of a document.
struct Fault {
  std::string pointer;  ///< JSON pointer (RFC 6901) such as "/job_schedule/event".
  std::string message;  ///< The problem, and the allowed values.
};

struct Error {
  ErrorCode code;
  std::string message;             ///< For the caller; no SQL, no secrets.
  std::vector<Fault> faults = {};  ///< All faults, not only the first.
  std::string detail = {};         ///< For the log only.
};

/// An InvalidDocument error with `faults`, which must not be empty.
Error invalidDocument(std::vector<Fault> faults);

/// A value or an Error.
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

/// Success without a value, or an Error.
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
