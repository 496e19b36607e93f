#include "tests/support/galera_cluster.h"

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "tests/support/await.h"
#include "tests/support/mariadb_data.h"

namespace freezer::test {
namespace {

const std::string kProvider = "/usr/lib/galera/libgalera_smm.so";

const std::string kLoopback = "127.0.0.1:";

std::string addressOf(const ReservedPort& port) {
  return kLoopback + std::to_string(port.number());
}

/// Lets a new node start with the position in the history of the cluster that it would have after
/// a state transfer. All new nodes have the same data, and each that joins advances the position
/// by one. This saves most of the time of the start.
void setPosition(const MariadbServer& node, std::size_t position) {
  std::ofstream(node.data() / "grastate.dat")
      << "# GALERA saved state\nversion: 2.1\nuuid:    5eed5eed-0000-4000-8000-000000000001\n"
      << "seqno:   " << position << "\nsafe_to_bootstrap: 1\n";
  giveToMariadbUser(node.data() / "grastate.dat");
}

}  // namespace

GaleraCluster::GaleraCluster(GaleraOptions options) : ports_(options.nodes) {
  for (const std::string& needed : {kProvider, std::string("/usr/bin/rsync")}) {
    if (!std::filesystem::exists(needed))
      throw std::runtime_error(needed + " is missing; tests/packages.txt names its package");
  }
  for (const Ports& ports : ports_) {
    nodes_.push_back(std::make_unique<MariadbServer>(
        MariadbServer::NotStarted{},
        MariadbOptions{.isDurable = options.isDurable, .more = optionsOf(ports, options)}));
    setPosition(*nodes_.back(), nodes_.size() - 1);
  }
  // The first node is the cluster that the others join.
  node(0).launch({"--wsrep-new-cluster"});
  node(0).awaitReady();
  for (std::size_t index = 1; index < size(); ++index) {
    node(index).launch();
    node(index).awaitReady();
  }
  for (std::size_t index = 0; index < size(); ++index) awaitSynced(index, size());
}

GaleraCluster::~GaleraCluster() {
  for (const auto& node : nodes_) node->kill();
}

std::string GaleraCluster::url(const std::string& database, std::size_t first) const {
  const std::string one = nodes_.at(first)->url(database);
  const std::size_t begin = one.rfind('@') + 1;
  std::string hosts;
  for (std::size_t i = 0; i < size(); ++i) {
    const std::uint16_t port = nodes_[(first + i) % size()]->port();
    hosts += (hosts.empty() ? "" : ",") + kLoopback + std::to_string(port);
  }
  return one.substr(0, begin) + hosts + one.substr(one.find('/', begin));
}

void GaleraCluster::restart(std::size_t index) {
  node(index).start();
  awaitState(index, [&] { return isSynced(index); });
}

void GaleraCluster::awaitSynced(std::size_t index, std::size_t nodes) {
  awaitState(index, [&] {
    return isSynced(index) && status(index, "wsrep_cluster_size") == std::to_string(nodes);
  });
}

std::string GaleraCluster::status(std::size_t index, const std::string& variable) const try {
  const std::vector<std::string> values = nodes_.at(index)->texts(
      "SELECT variable_value FROM information_schema.global_status WHERE variable_name = '" +
      variable + "'");
  return values.empty() ? "" : values.front();
} catch (const std::runtime_error&) {
  return "";
}

void GaleraCluster::isolate(std::size_t index) {
  node(index).execute("SET GLOBAL wsrep_provider_options = 'gmcast.isolate=1'");
  awaitState(index, [&] { return status(index, "wsrep_cluster_status") == "non-Primary"; });
}

void GaleraCluster::rejoin(std::size_t index) {
  node(index).execute("SET GLOBAL wsrep_provider_options = 'gmcast.isolate=0'");
  awaitState(index, [&] { return isSynced(index); });
}

void GaleraCluster::bootstrapAgain(std::size_t index) {
  node(index).execute("SET GLOBAL wsrep_provider_options = 'pc.bootstrap=YES'");
  awaitState(index, [&] { return isSynced(index); });
}

void GaleraCluster::awaitState(std::size_t index, const std::function<bool()>& state) {
  bool holds = false;
  await([&] { return (holds = state()) || !node(index).isRunning(); });
  if (!holds) throw std::runtime_error("a node does not sync: " + node(index).log());
}

bool GaleraCluster::isSynced(std::size_t index) const {
  return status(index, "wsrep_local_state_comment") == "Synced" &&
         status(index, "wsrep_cluster_status") == "Primary";
}

Words GaleraCluster::optionsOf(const Ports& ports, const GaleraOptions& options) const {
  std::string members;
  for (const Ports& each : ports_) members += (members.empty() ? "" : ",") + addressOf(each.group);
  std::string provider = "gmcast.listen_addr=tcp://" + addressOf(ports.group) +
                         ";ist.recv_addr=" + addressOf(ports.incremental) +
                         ";gcache.size=32M;evs.join_retrans_period=PT0.3S";
  if (!options.providerOptions.empty()) provider += ";" + options.providerOptions;
  Words words = {"--binlog-format=ROW",
                 "--innodb-autoinc-lock-mode=2",
                 "--wsrep-on=ON",
                 "--wsrep-provider=" + kProvider,
                 "--wsrep-cluster-address=gcomm://" + members,
                 "--wsrep-node-address=" + addressOf(ports.group),
                 "--wsrep-provider-options=" + provider,
                 "--wsrep-sst-method=rsync",
                 "--wsrep-sst-receive-address=" + addressOf(ports.snapshot)};
  words.insert(words.end(), options.more.begin(), options.more.end());
  return words;
}

}  // namespace freezer::test
