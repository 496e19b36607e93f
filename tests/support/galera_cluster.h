#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/mariadb_server.h"
#include "tests/support/reserved_port.h"

namespace freezer::test {

/// Provider options by which a cluster finds a dead node in 2 seconds, not in 6 as by default.
inline constexpr const char* kQuickDetection =
    "evs.keepalive_period=PT0.5S;evs.suspect_timeout=PT2S;evs.inactive_timeout=PT5S;"
    "evs.install_timeout=PT3S;evs.inactive_check_period=PT0.2S";

struct GaleraOptions {
  std::size_t nodes = 3;
  bool isDurable = false;            ///< As in MariadbOptions.
  std::string providerOptions = {};  ///< Of Galera, such as kQuickDetection.
  Words more = {};                   ///< Further options of mariadbd.
};

/// A Galera cluster of MariaDB servers on the loopback address, with state transfers by rsync. The
/// destructor kills the nodes.
class GaleraCluster {
 public:
  /// Starts all nodes and waits until each is synced with all others. Throws std::runtime_error
  /// with the log of a node that fails.
  explicit GaleraCluster(GaleraOptions options = {});
  ~GaleraCluster();
  GaleraCluster(const GaleraCluster&) = delete;
  GaleraCluster& operator=(const GaleraCluster&) = delete;

  std::size_t size() const { return nodes_.size(); }

  /// A node, to use it and to kill, pause, resume or stop it. start() of a node does not wait until
  /// it is synced: use restart().
  MariadbServer& node(std::size_t index) { return *nodes_.at(index); }

  /// The URL of a database for the program under test. It lists all nodes, the one with number
  /// `first` first.
  std::string url(const std::string& database, std::size_t first) const;

  /// Starts a node that was stopped or killed, and waits until it is synced. After a kill, it
  /// gets all data again by rsync, which takes several seconds.
  void restart(std::size_t index);

  /// Waits until a node is synced in a cluster of `nodes` nodes, as that node sees it: one that was
  /// paused for long learns only a moment after resume() that the others went on without it. Throws
  /// std::runtime_error if it does not become so.
  void awaitSynced(std::size_t index, std::size_t nodes);

  /// A status variable of a node, such as "wsrep_local_state_comment"; empty if the node does not
  /// answer.
  std::string status(std::size_t index, const std::string& variable) const;

  /// Cuts a node off from the others, as a partition of the network does: neither side gets
  /// messages from the other one. Clients still reach the node. It returns when the node knows that
  /// it has no majority. rejoin() ends the partition and waits until the node is synced.
  void isolate(std::size_t index);
  void rejoin(std::size_t index);

  /// Lets the nodes that a running node still reaches go on as the cluster, after they lost the
  /// quorum and refuse all statements. Waits until that node is synced.
  void bootstrapAgain(std::size_t index);

 private:
  /// The ports of a node beside that of MariaDB.
  struct Ports {
    ReservedPort group;        ///< Messages between the nodes.
    ReservedPort incremental;  ///< Receives the changes that the node missed.
    ReservedPort snapshot;     ///< Receives the whole data, by rsync.
  };

  Words optionsOf(const Ports& ports, const GaleraOptions& options) const;
  bool isSynced(std::size_t index) const;

  /// Throws with the log of the node if it ends, or if the state does not come.
  void awaitState(std::size_t index, const std::function<bool()>& state);

  std::deque<Ports> ports_;
  std::vector<std::unique_ptr<MariadbServer>> nodes_;
};

}  // namespace freezer::test
