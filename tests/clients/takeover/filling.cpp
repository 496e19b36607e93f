#include "tests/clients/takeover/filling.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <thread>
#include <utility>

namespace freezer::test {
namespace {

/// Half of the jobs before this one belong to one client.
constexpr int kBusyUntil = 50;

std::string number(int i) {
  return std::to_string(i);
}

/// The last member of a document: not in ASCII, and with characters that JSON escapes.
std::string descriptionAndEnd(const std::string& noun, int i) {
  return R"("description":"Größe № )" + number(i) + R"(: the \")" + noun + R"(\" \\ of 1/2"})";
}

std::string freezerAction(int i) {
  constexpr std::array kModes = {"fs", "mysql", "cinder"};
  std::string text = R"({"action":"backup","mode":")" + std::string(kModes.at(i % 3)) +
                     R"(","backup_name":"daily-)" + number(i) +
                     R"(","container":"/srv/backups","path_to_backup":"/srv/data )" + number(i) +
                     R"(","storage":"local")";
  if (i % 2 == 1) text += R"(,"no_incremental":true,"max_level":7,"remove_older_than":"30")";
  if (i % 5 == 1) text += R"(,"log_file":"/var/log/daily.log","timeout":120,"priority":3)";
  if (i % 5 == 2) text += R"(,"labels":{"site":["Köln",{"rack":4,"load":0.25,"spare":false}]})";
  return text + "}";
}

/// Nothing of it begins while a test runs.
std::string schedule(int i) {
  constexpr std::array kTimes = {
      R"("schedule_interval":"5 days")",
      R"("schedule_date":"2099-06-02T16:20:00")",
      R"("schedule_year":"2099","schedule_day_of_week":"sun","schedule_hour":"3")",
      R"("schedule_interval":"2 weeks","schedule_start_date":"2099-01-01T00:00:00",)"
      R"("schedule_end_date":"2099-12-31T00:00:00")",
  };
  constexpr std::array kStates = {
      R"("status":"","result":"")",
      R"("status":"scheduled","result":"fail")",
      R"("status":"completed","result":"success")",
  };
  return std::string("{") + kTimes.at(i / 2 % 4) + "," + kStates.at(i / 2 % 3) + R"(,"event":""})";
}

}  // namespace

Filling::Filling(std::uint16_t port, Token token, std::string name, int connections)
    : port_(port), token_(std::move(token)), name_(std::move(name)), connections_(connections) {}

void Filling::fill(int count) {
  count_ = count;
  const int all = count + 1;  // With those to delete.
  for (auto* const ids : {&actions_, &sessions_, &jobs_, &backups_}) ids->resize(all);
  const auto step = [&](int end, auto member) {
    each(end, connections_, [&](int i) { (this->*member)(i); });
  };
  step(all, &Filling::createClient);
  step(all, &Filling::createAction);
  step(all, &Filling::createSession);
  step(all, &Filling::createJob);
  step(all, &Filling::createBackup);
  step(count, &Filling::joinJobs);
  step(count, &Filling::sendEvent);
  deleteAll(count);
}

void Filling::createClient(int i) {
  const std::string more = i % 3 == 0 ? "}" : "," + descriptionAndEnd("client", i);
  create("client",
         R"({"client_id":")" + clientId(i) + R"(","hostname":"node)" + number(i) + "\"" + more);
}

void Filling::createAction(int i) {
  const std::string more = i % 2 == 0 ? "" : R"(,"max_retries":2,"max_retries_interval":60)";
  actions_.at(i) = create("action", R"({"freezer_action":)" + freezerAction(i) + more + "}");
}

void Filling::createSession(int i) {
  sessions_.at(i) = create("session", R"({"hold_off":)" + number(30 + i % 3) +
                                          R"(,"schedule":{"schedule_interval":"1 weeks"},)" +
                                          descriptionAndEnd("session", i));
}

void Filling::createJob(int i) {
  jobs_.at(i) =
      create("job", R"({"client_id":")" + clientOfJob(i) + R"(","job_actions":[)" + jobActions(i) +
                        R"(],"job_schedule":)" + schedule(i) + "," + descriptionAndEnd("job", i));
}

void Filling::createBackup(int i) {
  backups_.at(i) = create(
      "backup", R"({"hostname":"node)" + number(i) + R"(","backup_name":"daily-)" + number(i) +
                    R"(","container":"/srv/backups","path_to_backup":"/srv/data )" + number(i) +
                    R"(","time_stamp":)" + number(1'700'000'000 + i) + R"(,"curr_backup_level":)" +
                    number(i % 7) + R"(,"job_id":")" + jobs_.at(i) + R"(","client_id":")" +
                    clientOfJob(i) + R"(","encrypted":)" + (i % 2 == 0 ? "true" : "false") + "," +
                    descriptionAndEnd("backup", i));
}

/// Every fourth session has two jobs. Every second one of these was started, and half of them have
/// ended. All of this changes the session, and the Python service loses changes that are made at
/// once.
void Filling::joinJobs(int i) const {
  if (i % 4 != 0) return;
  const std::string session = "/sessions/" + sessions_.at(i);
  for (const int job : {i + 1, i + 3}) {
    if (job >= count_) return;
    ask("PUT", session + "/jobs/" + jobs_.at(job), "", 204);
  }
  const std::string job = R"({"job_id":")" + jobs_.at(i + 1) + R"(","current_tag":0)";
  if (i % 8 == 0) ask("POST", session + "/action", R"({"start":)" + job + "}}", 202);
  if (i % 16 == 0) {
    ask("POST", session + "/action", R"({"end":)" + job + R"(,"result":"success"}})", 202);
  }
}

void Filling::sendEvent(int i) const {
  const std::string path = "/jobs/" + jobs_.at(i) + "/event";
  if (i % 8 == 6) ask("POST", path, R"({"stop":null})", 202);
  if (i % 8 == 7) ask("POST", path, R"({"start":null})", 202);
}

void Filling::deleteAll(int i) const {
  ask("DELETE", "/backups/" + backups_.at(i), "", 204);
  ask("DELETE", "/jobs/" + jobs_.at(i), "", 204);
  ask("DELETE", "/sessions/" + sessions_.at(i), "", 204);
  ask("DELETE", "/actions/" + actions_.at(i), "", 204);
  ask("DELETE", "/clients/" + clientId(i), "", 204);
}

std::string Filling::clientId(int i) const {
  return "node" + number(i) + "." + name_ + ".example.org";
}

std::string Filling::clientOfJob(int i) const {
  return i % 2 == 0 && i < kBusyUntil ? busyClient() : clientId(i);
}

/// Every second job has an action that exists, the others have new ones.
std::string Filling::jobActions(int i) const {
  const std::string text = R"("freezer_action":)" + freezerAction(i);
  if (i % 2 == 0) return R"({"action_id":")" + actions_.at(i) + "\"," + text + "}";
  const std::string first = "{" + text + R"(,"max_retries":4})";
  return i % 4 == 1 ? first : first + R"(,{"mandatory":true,)" + text + "}";
}

void Filling::each(int end, int connections, const std::function<void(int)>& step) {
  std::atomic<int> next = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < connections; ++i) {
    threads.emplace_back([&] {
      for (int number = next++; number < end && !testing::Test::HasFailure(); number = next++)
        step(number);
    });
  }
}

Reply Filling::ask(const std::string& method, const std::string& path, const std::string& body,
                   int status) const {
  const Ask ask = {method,
                   "/v2/" + token_.projectId + path,
                   body,
                   {"X-Auth-Token: " + token_.text, "Content-Type: application/json"}};
  Reply reply = RawClient(port_).exchange(ask);
  EXPECT_EQ(reply.status, status) << method << ' ' << path << ' ' << body << ": " << reply.body;
  return reply;
}

std::string Filling::create(const std::string& noun, const std::string& body) const {
  return ask("POST", "/" + noun + "s", body, 201).at("/" + noun + "_id");
}

}  // namespace freezer::test
