#pragma once

#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "core/store/sqlite/connection.h"

namespace freezer::sqlite {

/// The connections that read: a few that all threads share, since each has a page
/// cache. Safe to use from several threads at once.
///
/// Where many threads share few processors, most of those that hold a connection
/// are not running: one that finds none idle waits a moment for another's. Where
/// all are busy for longer, by large searches, one more is opened for the while.
class Readers {
 public:
  /// Of `file`, which must exist.
  Readers(std::filesystem::path file, int busyTimeoutMs);

  /// A connection for the present thread, given back when it goes.
  class Lease {
   public:
    explicit Lease(Readers& readers) : readers_(readers), connection_(readers.take()) {}
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() { readers_.giveBack(std::move(connection_)); }

    Connection& connection() const { return *connection_; }

   private:
    Readers& readers_;
    std::unique_ptr<Connection> connection_;
  };

 private:
  std::unique_ptr<Connection> take();
  void giveBack(std::unique_ptr<Connection> connection);

  // Constant after construction.
  const std::filesystem::path file_;
  const int busyTimeoutMs_;
  const std::size_t most_;  ///< That are kept.

  std::mutex mutex_;
  std::condition_variable returned_;

  // Protected by mutex_.
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t lent_ = 0;
  std::size_t waiting_ = 0;
};

}  // namespace freezer::sqlite
