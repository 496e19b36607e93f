#include "core/store/mariadb/mariadb_store.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <random>
#include <thread>
#include <utility>

#include "core/store/batcher.h"
#include "core/store/mariadb/errors.h"
#include "core/store/mariadb/pool.h"
#include "core/store/mariadb/schema.h"
#include "core/store/sql/transaction.h"

namespace freezer::mariadb {
namespace {

using Clock = std::chrono::steady_clock;

/// When to run a transaction again that others were in the way of: soon at first, and never at the
/// same time as they do.
class Backoff {
 public:
  explicit Backoff(int patienceMs) : end_(Clock::now() + std::chrono::milliseconds(patienceMs)) {}

  /// Waits. False if there is no time for another try.
  bool wait() {
    constexpr std::chrono::milliseconds kLongest{200};
    std::uniform_int_distribution<std::int64_t> upTo(0, longest_.count());
    std::random_device random;  // Costs much: most transactions need none.
    const std::chrono::milliseconds pause(upTo(random));
    if (Clock::now() + pause >= end_) return false;
    std::this_thread::sleep_for(pause);
    longest_ = std::min(longest_ * 2, kLongest);
    return true;
  }

 private:
  const Clock::time_point end_;
  std::chrono::milliseconds longest_{4};
};

/// Whether the same transaction may succeed later.
bool isPassing(Failure::Kind kind) {
  return kind == Failure::Kind::Conflict || kind == Failure::Kind::Lost ||
         kind == Failure::Kind::Unavailable || kind == Failure::Kind::CannotOpen;
}

class MariadbStore final : public Store {
 public:
  MariadbStore(Address address, int patienceMs)
      : address_(std::move(address)),
        patienceMs_(patienceMs),
        readers_(address_, Role::Reader, patienceMs),
        writers_(address_, Role::Writer, patienceMs),
        batcher_([this](const Together& changes, const auto& letNextBegin) {
          runTogether(changes, letNextBegin);
        }) {}

  Result<void> read(const ReadWork& work) override try {
    Result<void> result;
    withConnection(
        readers_, [](Pool::Lease& lease) { lease.begin(); },
        [&](Pool::Lease& lease) {
          sql::SqlTransaction view(lease.connection(), sql::Access::Read);
          result = work(view);
          lease.commit();
        });
    return result;
  } catch (const Failure& failure) {
    return storeError(failure, address_);
  }

  Result<std::optional<Record>> find(const Resource& resource, const Scope& scope,
                                     std::string_view id) override try {
    Result<std::optional<Record>> found = std::optional<Record>();
    withConnection(
        readers_,
        [&](Pool::Lease& lease) {
          sql::SqlTransaction view(lease.connection(), sql::Access::Read);
          found = view.find(resource, scope, id);
        },
        [](Pool::Lease& /*lease*/) {});
    return found;
  } catch (const Failure& failure) {
    return storeError(failure, address_);
  }

  Result<void> write(const WriteWork& work) override {
    return write(work, Connection::Timing::Later);
  }

  /// The row of the creation order is locked until a commit, so that single transactions with new
  /// documents would wait for each other.
  Result<void> writeOnly(const WriteWork& work) override {
    WriteOnly change{work};
    batcher_.run(change);
    return change.result ? *change.result : write(work, change.timing);
  }

  bool writesOneByOne() const override { return false; }

  Result<void> ping() override try {
    // Not with a writer: all of them may be busy.
    withConnection(
        readers_, [](Pool::Lease& lease) { lease.connection().checkWritable(); },
        [](Pool::Lease& /*lease*/) {});
    return {};
  } catch (const Failure& failure) {
    return storeError(failure, address_);
  }

 private:
  /// Calls `begin` and `work` with a connection of `pool`. If `begin` asks the server, it
  /// recognises a connection that was lost while it was idle, or whose server has left the cluster,
  /// and runs again with the next one.
  template <typename Begin, typename Work>
  static void withConnection(Pool& pool, Begin begin, Work work) {
    for (;;) {
      Pool::Lease lease(pool);
      bool hasBegun = false;
      try {
        begin(lease);
        hasBegun = true;
        return work(lease);
      } catch (const Failure& failure) {
        const Failure::Kind kind = failure.kind();
        if (kind != Failure::Kind::Conflict && kind != Failure::Kind::Deferred) lease.discard();
        const bool isGone = kind == Failure::Kind::Lost || kind == Failure::Kind::Unavailable;
        if (hasBegun || lease.isNew() || !isGone) throw;
      }
    }
  }

  Result<void> write(const WriteWork& work, Connection::Timing timing) {
    Backoff backoff(patienceMs_);
    for (;;) {
      try {
        if (const auto result = tryToWrite(work, timing)) return *result;
        ++counters().reruns;
      } catch (const Failure& failure) {
        if (failure.kind() == Failure::Kind::Deferred) {
          timing = Connection::Timing::AtOnce;
        } else if (!isPassing(failure.kind()) || !backoff.wait()) {
          ++counters().failures;
          return storeError(failure, address_);
        } else {
          ++counters().reruns;
        }
      }
    }
  }

  /// A call of writeOnly().
  struct WriteOnly {
    const WriteWork& work;
    std::optional<Result<void>> result = {};  ///< None: it has to run alone.
    Connection::Timing timing = Connection::Timing::Later;
  };
  using Together = Batcher<WriteOnly>::Items;

  /// Runs all changes in one transaction. If one of them is in the way of the others, or the commit
  /// is refused, all of them have to run alone.
  void runTogether(const Together& changes, const std::function<void()>& letNextBegin) noexcept
      try {
    bool isRefused = false;
    const auto written = tryToWrite(
        [&](Transaction& transaction) -> Result<void> {
          for (const WriteOnly* change : changes) {
            const auto done = change->work(transaction);
            isRefused = !done;
            if (isRefused) return done;
          }
          return {};
        },
        Connection::Timing::Later, changes.size(), letNextBegin);
    if (!written || isRefused) return;
    for (WriteOnly* change : changes) change->result = *written;
  } catch (const Failure& failure) {
    if (failure.kind() != Failure::Kind::Deferred) return;
    for (WriteOnly* change : changes) change->timing = Connection::Timing::AtOnce;
  } catch (...) {
    // Each of them meets the same failure, or none.
  }

  /// Runs `work` in one transaction. None: it has to run again.
  std::optional<Result<void>> tryToWrite(const WriteWork& work, Connection::Timing timing,
                                         std::size_t documents = 1,
                                         const std::function<void()>& beforeCommit = {}) {
    std::optional<TransactionId> committing;
    Result<void> result;
    const auto begin = Clock::now();
    try {
      withConnection(
          writers_,
          [=, this](Pool::Lease& lease) {
            lease.begin(timing, static_cast<std::int64_t>(documents));
            counters().noteWait(begin);
          },
          [&](Pool::Lease& lease) {
            sql::SqlTransaction transaction(lease.connection(), sql::Access::Write);
            result = work(transaction);
            if (!result) return;
            lease.connection().flush();
            if (beforeCommit) beforeCommit();
            committing = lease.connection().transaction();
            lease.commit();
            counters().groupSizes.add(static_cast<double>(documents));
          });
      return result;
    } catch (const Failure& failure) {
      if (!committing || failure.kind() != Failure::Kind::Lost) throw;
    }
    try {
      if (hasCommitted(*committing)) return result;
    } catch (const Failure& failure) {
      return storeError(failure, address_);  // Nobody knows: it must not run again.
    }
    return std::nullopt;
  }

  /// The outcome of a commit whose answer was lost. Waits for a server that knows it.
  bool hasCommitted(const TransactionId& id) {
    Backoff backoff(patienceMs_);
    for (std::size_t firstHost = 0;; ++firstHost) {
      try {
        return Connection(address_, Role::Writer, patienceMs_, firstHost).hasCommitted(id);
      } catch (const Failure& failure) {
        if (!isPassing(failure.kind()) || !backoff.wait()) throw;
      }
    }
  }

  const Address address_;
  const int patienceMs_;
  Pool readers_;
  Pool writers_;
  Batcher<WriteOnly> batcher_;
};

}  // namespace

Result<std::unique_ptr<Store>> openDatabase(const Address& address,
                                            const StoreOptions& options) try {
  Connection connection(address, Role::Maintainer, options.busyTimeoutMs);
  const auto version = readSchemaVersion(connection, address);
  if (!version) return version.error();
  if (version.value().current < version.value().latest) {
    const bool isAllowed = version.value().current == 0 ? options.create : options.upgrade;
    if (!isAllowed) return outdated(address, version.value());
    if (const auto upgraded = upgrade(connection, address); !upgraded) return upgraded.error();
  }
  return std::unique_ptr<Store>(std::make_unique<MariadbStore>(address, options.busyTimeoutMs));
} catch (const Failure& failure) {
  return storeError(failure, address);
}

Result<SchemaVersion> schemaVersionOf(const Address& address) try {
  Connection connection(address, Role::Maintainer, StoreOptions().busyTimeoutMs);
  return readSchemaVersion(connection, address);
} catch (const Failure& failure) {
  return storeError(failure, address);
}

}  // namespace freezer::mariadb
