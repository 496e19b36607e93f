#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/opened_file.h"

namespace freezer::sqlite {

/// A pool of read connections, limited because each has a page cache. Safe to use from several
/// threads at once.
///
/// A thread that finds no idle connection waits briefly for one. With more threads than processors,
/// most holders of a connection are not running and will return it soon. If all connections stay
/// busy, for example with large searches, a temporary one is opened.
class Readers {
 public:
  /// Reads `file`, which must outlive this.
  Readers(OpenedFile& file, int busyTimeoutMs);

  /// A connection for the current thread, returned to the pool by the destructor.
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

  OpenedFile& file_;

  // Constant after construction.
  const int busyTimeoutMs_;
  const std::size_t most_;  ///< Maximum size of the pool.

  std::mutex mutex_;
  std::condition_variable returned_;

  // Protected by mutex_.
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t lent_ = 0;
  std::size_t waiting_ = 0;
};

}  // namespace freezer::sqlite
