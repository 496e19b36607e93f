// What ClusterServices compares beyond the answers to its clients.

#include "tests/cluster/services/cluster_services.h"
#include "tests/cluster/services/node_comparison.h"
#include "tests/faults/model/links.h"
#include "tests/faults/written.h"

namespace freezer::test {
namespace {

std::vector<Document> listAll(RawClient& client, Kind kind) {
  const Resource& resource = resourceOf(kind);
  const std::string list = kBase + "/" + std::string(resource.plural) + "?limit=200";
  const std::string id = "/" + std::string(resource.idField);
  std::vector<Document> all;
  for (;;) {
    const std::string marker = all.empty() ? "" : "&marker=" + all.back().textAt(id);
    const Reply reply = client.exchange({"GET", list + marker});
    EXPECT_EQ(reply.status, 200) << reply.body;
    const Document page = reply.json();
    const Array documents = page.arrayAt("/" + std::string(resource.plural));
    if (!documents || documents.size() == 0) return all;
    for (std::size_t i = 0; i < documents.size(); ++i)
      all.push_back(Document::viewOf(asObject(documents[i])));
  }
}

}  // namespace

void ClusterServices::expectWholeLinks() {
  RawClient client(services_.port(randomService()));
  const Linked linked{listAll(client, Kind::Job), listAll(client, Kind::Session),
                      listAll(client, Kind::Action)};
  for (const std::string& broken : brokenLinks(linked)) ADD_FAILURE() << broken;
}

/// On one node, so that the others do the same.
void ClusterServices::damageStore() {
  const MariadbServer& node = cluster_.node(0);
  const std::string jobs = database_ + ".jobs";
  if (options_.damage == "write") {
    node.execute("DELETE FROM " + jobs + " WHERE id LIKE 'w%' ORDER BY seq DESC LIMIT 1");
  } else if (options_.damage == "patch") {
    node.execute("UPDATE " + jobs +
                 " SET version = version - 1 WHERE id LIKE 'w%' ORDER BY seq DESC LIMIT 1");
  } else if (options_.damage == "link") {
    node.execute("UPDATE " + database_ +
                 ".sessions SET doc = json_set(doc, '$.jobs', "
                 "json_object()) WHERE id = 'rounds'");
  } else if (options_.damage == "tag") {
    node.execute("UPDATE " + database_ +
                 ".sessions SET doc = json_set(doc, '$.session_tag', "
                 "json_value(doc, '$.session_tag') + 2) WHERE id = 'rounds'");
  } else if (options_.damage == "node") {
    // Not replicated.
    cluster_.node(1).load(database_, "SET SESSION wsrep_on = OFF; DELETE FROM jobs LIMIT 1");
  }
}

}  // namespace freezer::test
