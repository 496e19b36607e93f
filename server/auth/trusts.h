#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "core/caller.h"
#include "core/result.h"

namespace freezer::server {

/// Lets central clients act for those who give them jobs (spec, section 6). Safe to
/// use from several threads at once.
class Trusts {
 public:
  virtual ~Trusts() = default;

  /// To be held from before a trust is obtained, or a job gives one up, until it is
  /// known which trusts are used.
  std::unique_lock<std::mutex> hold() { return std::unique_lock(mutex_); }

  /// A trust of the caller, who sent `token`, in that project: one that there is
  /// already, or a new one. Without one that can be had it is none, or where jobs
  /// must have one an Error.
  virtual Result<std::optional<Trust>> obtain(const Credentials& caller,
                                              const std::string& project_id,
                                              const std::string& token) = 0;

  /// Takes away a trust that no job uses any more. What stands against it is for the
  /// log: the trust is good for nothing then.
  virtual void release(const Trust& trust, const Credentials& caller, const std::string& token) = 0;

 private:
  std::mutex mutex_;
};

}  // namespace freezer::server
