#include "tests/server/samples.h"

#include <gtest/gtest.h>

namespace freezer::test {

std::string sampleBody(Kind kind) {
  switch (kind) {
    case Kind::Backup:
      return R"({"container":"c1","hostname":"node","backup_name":"daily","time_stamp":1428529956})";
    case Kind::Client: return R"({"client_id":"node.example.org","hostname":"node"})";
    case Kind::Job:
      return R"({"client_id":"node.example.org","job_schedule":{"schedule_interval":"1 days"},)"
             R"("job_actions":[{"freezer_action":{"action":"backup","mode":"fs"}}]})";
    case Kind::Action: return R"({"freezer_action":{"action":"backup","backup_name":"daily"}})";
    case Kind::Session: return R"({"schedule":{"schedule_interval":"1 days"},"hold_off":30})";
  }
  return "";
}

std::string samplePatch(Kind kind) {
  switch (kind) {
    case Kind::Backup: return R"({"status":"deleting"})";
    case Kind::Client:
    case Kind::Job:
    case Kind::Session: return R"({"description":"changed"})";
    case Kind::Action: return R"({"max_retries":7})";
  }
  return "";
}

std::map<std::string, std::string> createSamples(Service& service, const std::string& base) {
  std::map<std::string, std::string> ids;
  for (const Resource& resource : resources()) {
    const Reply reply =
        service.ask({"POST", base + "/" + std::string(resource.plural), sampleBody(resource.kind)});
    EXPECT_EQ(reply.status, 201) << resource.name << ": " << reply.body;
    const std::string field(resource.idField);
    ids[field] = reply.at("/" + field);
  }
  const Reply added =
      service.ask({"PUT", base + "/sessions/" + ids["session_id"] + "/jobs/" + ids["job_id"]});
  EXPECT_EQ(added.status, 204) << added.body;
  return ids;
}

}  // namespace freezer::test
