#include "tests/faults/written.h"

#include <cstdlib>

namespace freezer::test {
namespace {

std::string pathOf(Kind kind, const std::string& id) {
  return kBase + "/" + std::string(resourceOf(kind).plural) + "/" + id;
}

// The two actions of a job.
std::string firstAction(const std::string& job_id) {
  return job_id + "-first";
}
std::string secondAction(const std::string& job_id) {
  return job_id + "-second";
}

/// The job in a session.
std::string jobIn(const std::string& session_id) {
  return session_id + "-job";
}

Ask askForBackup() {
  return {"POST", kBase + "/backups",
          R"({"container":"c1","hostname":"host1","backup_name":"daily","change":1})"};
}

Ask askForJob(const std::string& id, const std::string& session_id) {
  const auto action = [](const std::string& action_id) {
    return R"({"action_id":")" + action_id +
           R"(","max_retries":1,"freezer_action":{"action":"backup","backup_name":"daily"}})";
  };
  return {"POST", kBase + "/jobs",
          R"({"job_id":")" + id + R"(","client_id":")" + kHost + R"(","session_id":")" +
              session_id + R"(","job_schedule":{"schedule_interval":"1 days"},"job_actions":[)" +
              action(firstAction(id)) + ',' + action(secondAction(id)) + "]}"};
}

Ask askForSession(const std::string& id) {
  return {"POST", kBase + "/sessions",
          R"({"session_id":")" + id + R"(","schedule":{"schedule_interval":"1 days"}})"};
}

Ask askToAct(const std::string& session_id, const std::string& name, const std::string& more) {
  return {"POST", pathOf(Kind::Session, session_id) + "/action",
          R"({")" + name + R"(":{"job_id":")" + jobIn(session_id) + R"(",)" + more + "}}"};
}

/// A patch of a document that must be at the version before `version`.
Step patchTo(std::int64_t version, Kind kind, const std::string& id, const std::string& body) {
  return {{"PATCH", pathOf(kind, id), body, {"If-Match: \"" + std::to_string(version - 1) + '"'}},
          200};
}

Step nextOfBackup(const Written& backup, std::int64_t version) {
  if (version == 1) return {askForBackup(), 201};
  return patchTo(version, Kind::Backup, backup.id,
                 R"({"backup_metadata":{"change":)" + std::to_string(version) + "}}");
}

Step nextOfJob(const Written& job, std::int64_t version) {
  if (version == 1) return {askForJob(job.id, ""), 201};
  return patchTo(version, Kind::Action, firstAction(job.id),
                 R"({"max_retries":)" + std::to_string(version) + "}");
}

Step nextOfSession(const Written& session, std::int64_t version) {
  switch (version) {
    case 1: return {askForSession(session.id), 201};
    case 2: return {askForJob(jobIn(session.id), session.id), 201};
    case 3: return {askToAct(session.id, "start", R"("current_tag":0)"), 202};
    default: return {askToAct(session.id, "end", R"("current_tag":1,"result":"success")"), 202};
  }
}

/// The version in the ETag of a reply to a GET; 0 after 404.
std::int64_t versionOf(const Reply& reply) {
  if (reply.status == 404) return 0;
  EXPECT_EQ(reply.status, 200) << reply.body;
  const std::string tag = reply.header("etag");
  return tag.size() > 2 ? std::stoll(tag.substr(1)) : -1;
}

bool mayBeDeleted(const Written& document) {
  return document.lastVersion == kDeleted &&
         document.version + (document.inDoubt ? 1 : 0) == kDeleted;
}

std::int64_t storedBackupVersion(RawClient& client, const Written& backup) {
  const Reply reply = client.exchange({"GET", pathOf(Kind::Backup, backup.id)});
  const std::int64_t version = versionOf(reply);
  if (version == 0) return mayBeDeleted(backup) ? kDeleted : 0;
  EXPECT_EQ(reply.at("/backup_metadata/change"), std::to_string(version)) << reply.body;
  return version;
}

std::int64_t storedJobVersion(RawClient& client, const std::string& id) {
  const Reply job = client.exchange({"GET", pathOf(Kind::Job, id)});
  const Reply first = client.exchange({"GET", pathOf(Kind::Action, firstAction(id))});
  const Reply second = client.exchange({"GET", pathOf(Kind::Action, secondAction(id))});
  const std::int64_t stored = versionOf(job);
  // The actions of a deleted job stay.
  const std::int64_t version = stored == 0 && first.status == 200 ? kDeleted : stored;
  EXPECT_EQ(versionOf(first), version == kDeleted ? kDeleted - 1 : version) << id;
  EXPECT_EQ(versionOf(second), version == 0 ? 0 : 1) << id;
  if (stored == 0) return version;
  EXPECT_EQ(job.at("/job_actions/0/max_retries"), std::to_string(version)) << job.body;
  EXPECT_EQ(job.at("/job_actions/0/action_id"), firstAction(id)) << job.body;
  EXPECT_EQ(job.at("/job_actions/1/action_id"), secondAction(id)) << job.body;
  EXPECT_EQ(first.at("/max_retries"), std::to_string(version)) << first.body;
  return version;
}

std::int64_t storedSessionVersion(RawClient& client, const std::string& id) {
  const Reply session = client.exchange({"GET", pathOf(Kind::Session, id)});
  const Reply job = client.exchange({"GET", pathOf(Kind::Job, jobIn(id))});
  const std::int64_t stored = versionOf(session);
  // The job of a deleted session stays.
  const std::int64_t version = stored == 0 && job.status == 200 ? kDeleted : stored;
  EXPECT_EQ(job.status, version < 2 ? 404 : 200) << id << " at " << version;
  if (job.status == 200) {
    EXPECT_EQ(job.at("/session_id"), version == kDeleted ? "" : id) << job.body;
  }
  if (stored == 0) return version;
  const Document document = session.json();
  const std::string entry = "/jobs/" + jobIn(id);
  EXPECT_EQ(document.has(entry), version >= 2) << session.body;
  EXPECT_EQ(document.integerAt("/session_tag", -1), version < 3 ? 0 : 1) << session.body;
  EXPECT_EQ(document.textAt("/result"), version < 4 ? "" : "success") << session.body;
  const std::string status = version < 3 ? "" : version == 3 ? "running" : "completed";
  EXPECT_EQ(document.textAt(entry + "/status"), status) << session.body;
  return version;
}

}  // namespace

Step nextStep(const Written& document) {
  const std::int64_t version = document.version + 1;
  if (version == kDeleted) return {{"DELETE", pathOf(document.kind, document.id)}, 204};
  if (document.kind == Kind::Backup) return nextOfBackup(document, version);
  if (document.kind == Kind::Job) return nextOfJob(document, version);
  return nextOfSession(document, version);
}

std::int64_t storedVersion(RawClient& client, const Written& document) {
  if (document.kind == Kind::Backup) return storedBackupVersion(client, document);
  if (document.kind == Kind::Job) return storedJobVersion(client, document.id);
  return storedSessionVersion(client, document.id);
}

bool isAcknowledged(const Written& document, std::int64_t version) {
  return version == document.version;
}

bool isPossible(const Written& document, std::int64_t version) {
  return version == document.version || (document.inDoubt && version == document.version + 1);
}

std::int64_t storedBackups(RawClient& client) {
  const Reply reply = client.exchange({"GET", kBase + "/backups?limit=1&with_count=true"});
  EXPECT_EQ(reply.status, 200) << reply.body;
  return std::stoll(reply.at("/count"));
}

BackupCount countBackups(const std::vector<Written>& documents) {
  BackupCount count;
  for (const Written& document : documents) {
    if (document.kind != Kind::Backup || document.version == kDeleted) continue;
    const bool isOpen = document.inDoubt && (document.version == 0 || mayBeDeleted(document));
    ++(isOpen ? count.inDoubt : count.acknowledged);
  }
  return count;
}

}  // namespace freezer::test
