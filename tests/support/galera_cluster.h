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

struct GaleraOptions {
  std::size_t nodes = 3;
  bool isDurable = false;            ///< As in MariadbOptions.
  std::string providerOptions = {};  ///< Of Galera, such as "evs.suspect_timeout=PT1S".
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

  /// Starts a node that was stopped or killed, and waits until it is synced.
  void restart(std::size_t index);

  /// Waits until a node is synced in a cluster of `nodes` nodes. Throws std::runtime_error if it
  /// does not become so.
  void awaitSynced(std::size_t index, std::size_t nodes);

  /// A status variable of a node, such as "wsrep_local_state_comment"; empty if the node does not
  /// answer.
  std::string status(std::size_t index, const std::string& variable) const;

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
