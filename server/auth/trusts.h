#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "core/caller.h"
#include "core/result.h"

namespace freezer::server {

/// Obtains and releases the trusts by which central clients act for the creators of their
/// jobs (freezer-api-rest(7), "Trusts"). Safe to use from several threads at once.
class Trusts {
 public:
  virtual ~Trusts() = default;

  /// To be held from before a trust is obtained, or a job gives one up, until the change is
  /// stored and unused trusts are released.
  std::unique_lock<std::mutex> hold() { return std::unique_lock(mutex_); }

  /// Returns a trust of the caller, who sent `token`, in the project: an existing one if
  /// possible. If there can be none, returns none, or an Error if jobs require a trust.
  virtual Result<std::optional<Trust>> obtain(const Credentials& caller,
                                              const std::string& project_id,
                                              const std::string& token) = 0;

  /// Deletes a trust that no job uses any more. Failures are only logged.
  virtual void release(const Trust& trust, const Credentials& caller, const std::string& token) = 0;

 private:
  std::mutex mutex_;
};

}  // namespace freezer::server
