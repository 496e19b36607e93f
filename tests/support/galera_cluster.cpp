#include "tests/support/galera_cluster.h"

#include <filesystem>
#include <stdexcept>

#include "tests/support/await.h"

namespace freezer::test {
namespace {

const std::string kProvider = "/usr/lib/galera/libgalera_smm.so";

const std::string kLoopback = "127.0.0.1:";

std::string addressOf(const ReservedPort& port) {
  return kLoopback + std::to_string(port.number());
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
  }
  // The first node is the cluster that the others join.
  node(0).launch({"--wsrep-new-cluster"});
  node(0).awaitReady();
  for (std::size_t index = 1; index < size(); ++index) node(index).launch();
  for (std::size_t index = 1; index < size(); ++index) node(index).awaitReady();
  for (std::size_t index = 0; index < size(); ++index) awaitSynced(index, size());
}

GaleraCluster::~GaleraCluster() {
  for (const auto& node : nodes_) node->kill();
}

void GaleraCluster::restart(std::size_t index) {
  node(index).start();
  if (!await([&] { return isSynced(index) || !node(index).isRunning(); }) || !isSynced(index))
    throw std::runtime_error("a node does not sync: " + node(index).log());
}

void GaleraCluster::awaitSynced(std::size_t index, std::size_t nodes) {
  const bool isDone = await([&] {
    return isSynced(index) && status(index, "wsrep_cluster_size") == std::to_string(nodes);
  });
  if (!isDone) throw std::runtime_error("a node does not sync: " + node(index).log());
}

std::string GaleraCluster::status(std::size_t index, const std::string& variable) const try {
  const std::vector<std::string> values = nodes_.at(index)->texts(
      "SELECT variable_value FROM information_schema.global_status WHERE variable_name = '" +
      variable + "'");
  return values.empty() ? "" : values.front();
} catch (const std::runtime_error&) {
  return "";
}

void GaleraCluster::bootstrapAgain(std::size_t index) {
  node(index).execute("SET GLOBAL wsrep_provider_options = 'pc.bootstrap=YES'");
  if (!await([&] { return isSynced(index); }))
    throw std::runtime_error("a node does not sync: " + node(index).log());
}

bool GaleraCluster::isSynced(std::size_t index) const {
  return status(index, "wsrep_local_state_comment") == "Synced" &&
         status(index, "wsrep_cluster_status") == "Primary";
}

Words GaleraCluster::optionsOf(const Ports& ports, const GaleraOptions& options) const {
  std::string members;
  for (const Ports& each : ports_) members += (members.empty() ? "" : ",") + addressOf(each.group);
  std::string provider = "gmcast.listen_addr=tcp://" + addressOf(ports.group) +
                         ";ist.recv_addr=" + addressOf(ports.incremental) + ";gcache.size=32M";
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
