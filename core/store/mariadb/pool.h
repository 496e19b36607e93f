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

  /// A connection for the current thread. The destructor rolls its transaction back, unless it was
  /// committed, and returns the connection to the pool, unless it was discarded.
  class Lease {
   public:
    explicit Lease(Pool& pool);
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease();

    Connection& connection() { return *connection_; }

    void begin(Connection::Timing timing = Connection::Timing::Later, std::int64_t documents = 1);
    void commit();

    /// Closes the connection, which has failed, and the idle ones to the same host. The next one
    /// tries another host first.
    void discard();

    /// Whether the connection was opened for this lease: it cannot have been lost before.
    bool isNew() const { return isNew_; }

   private:
    Pool& pool_;
    std::unique_ptr<Connection> connection_;
    bool isNew_ = false;
    bool isOpen_ = false;  ///< Whether a transaction is open.
    bool isUsable_ = true;
  };

 private:
  void awaitPlace();
  std::unique_ptr<Connection> takeIdle();
  void giveBack(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connect();
  void leaveHost(std::size_t host);

  const Address& address_;
  const Role role_;
  const int patienceMs_;

  std::mutex mutex_;
  std::condition_variable returned_;

  // Protected by mutex_.
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t lent_ = 0;
  std::size_t host_ = 0;  ///< The one to try first.
};

}  // namespace freezer::mariadb
