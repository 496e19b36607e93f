#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "core/store/mariadb/connection.h"

namespace freezer::mariadb {

/// Connections of one role, limited in number. Safe to use from several threads at once. Throws
/// Failure.
class Pool {
 public:
  /// `address` must outlive it. A thread waits at most `patienceMs` for a connection.
  Pool(const Address& address, Role role, int patienceMs);

  /// A connection with an open transaction, for the current thread. Ends with commit() or, without
  /// it, in a rollback. Then the connection returns to the pool, unless it was lost.
  class Lease {
   public:
    explicit Lease(Pool& pool);
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease();

    Connection& connection() { return *connection_; }
    void commit();

    /// Must be called if the connection has failed: it is closed.
    void discard() { isUsable_ = false; }

   private:
    Pool& pool_;
    std::unique_ptr<Connection> connection_;
    bool isOpen_ = true;
    bool isUsable_ = true;
  };

 private:
  std::unique_ptr<Connection> take();
  void giveBack(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connect();

  const Address& address_;
  const Role role_;
  const int patienceMs_;

  std::mutex mutex_;
  std::condition_variable returned_;

  // Protected by mutex_.
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t lent_ = 0;
  std::size_t host_ = 0;  ///< The one that worked last.
};

}  // namespace freezer::mariadb
