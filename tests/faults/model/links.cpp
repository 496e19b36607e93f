#include "tests/faults/model/links.h"

#include <map>

namespace freezer::test {
namespace {

using ById = std::map<std::string, const Document*>;

ById byId(const std::vector<Document>& documents, const std::string& pointer) {
  ById result;
  for (const Document& document : documents) result[document.textAt(pointer)] = &document;
  return result;
}

void checkSession(const Document& job, const ById& sessions, std::vector<std::string>& broken) {
  const std::string job_id = job.textAt("/job_id");
  const std::string session_id = job.textAt("/session_id");
  if (session_id.empty()) return;
  const auto session = sessions.find(session_id);
  if (session == sessions.end() || !session->second->has("/jobs/" + job_id))
    broken.push_back("The job " + job_id + " is not in its session " + session_id + '.');
}

void checkMembers(const Document& session, const ById& jobs, std::vector<std::string>& broken) {
  const std::string session_id = session.textAt("/session_id");
  for (const auto& [job_id, entry] : session.objectAt("/jobs").copyOfMembers()) {
    const auto job = jobs.find(job_id);
    if (job == jobs.end() || job->second->textAt("/session_id") != session_id)
      broken.push_back("The job " + job_id + " in the session " + session_id + " is not of it.");
  }
}

void checkActions(const Document& job, const ById& actions, std::vector<std::string>& broken) {
  const Array entries = job.arrayAt("/job_actions");
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Document entry = Document::viewOf(asObject(entries[i]));
    const std::string action_id = entry.textAt("/action_id");
    const auto action = actions.find(action_id);
    if (action == actions.end() ||
        !equalIgnoringNulls(action->second->at("/freezer_action"), entry.at("/freezer_action"))) {
      broken.push_back("The job " + job.textAt("/job_id") + " does not show its action " +
                       action_id + " as it is.");
    }
  }
}

}  // namespace

std::vector<std::string> brokenLinks(const Linked& linked) {
  const ById jobs = byId(linked.jobs, "/job_id");
  const ById sessions = byId(linked.sessions, "/session_id");
  const ById actions = byId(linked.actions, "/action_id");
  std::vector<std::string> broken;
  for (const Document& job : linked.jobs) {
    checkSession(job, sessions, broken);
    checkActions(job, actions, broken);
  }
  for (const Document& session : linked.sessions) checkMembers(session, jobs, broken);
  return broken;
}

}  // namespace freezer::test
