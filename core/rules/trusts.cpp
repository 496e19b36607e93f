#include "core/rules/trusts.h"

#include <utility>

#include "core/freezer.h"
#include "core/rules/clients.h"
#include "core/rules/records.h"

namespace freezer {
namespace {

const Resource& kJobs = resourceOf(Kind::Job);
const Resource& kClients = resourceOf(Kind::Client);

}  // namespace

std::optional<Trust> trustOf(const Document& job) {
  Trust trust{job.textAt("/user_credentials/trust_id"),
              job.textAt("/user_credentials/trustor_user_id")};
  return trust.trust_id.empty() ? std::nullopt : std::optional(std::move(trust));
}

void setTrust(Document& job, const std::optional<Trust>& trust) {
  job.remove("/user_credentials");
  if (!trust) return;
  job.set("/user_credentials/trust_id", trust->trust_id);
  job.set("/user_credentials/trustor_user_id", trust->trustor_user_id);
}

Result<TrustPlan> Freezer::planTrust(const Caller& caller, const std::string& job_id,
                                     const Document* body) const {
  return readFrom(store_, [&](Snapshot& snapshot) -> Result<TrustPlan> {
    const auto job = load(snapshot, kJobs, caller.scope, job_id);
    if (!job) return job.error();
    TrustPlan plan;
    plan.project_id = caller.project_id;
    const std::string client_id = body == nullptr ? "" : body->textAt("/client_id");
    if (job.value()) {
      const auto& [record, document] = *job.value();
      plan.project_id = record.project_id;
      const bool stays = client_id.empty() || client_id == document.textAt("/client_id");
      if (body != nullptr && stays) return plan;
      plan.leaving = trustOf(document);
    }
    if (client_id.empty()) return plan;
    const auto client = load(snapshot, kClients, caller.scope, client_id);
    if (!client) return client.error();
    plan.isNeeded = client.value() && isCentral(client.value()->document);
    return plan;
  });
}

Result<bool> Freezer::isTrustUsed(const std::string& project_id, const Trust& trust) const {
  Query query;
  query.search.conditions.push_back({"user_credentials.trust_id", trust.trust_id});
  query.limit = 1;
  bool isUsed = false;
  const auto seen = readFrom(store_, [&](Snapshot& snapshot) {
    const Scope project{Scope::By::Project, project_id};
    return snapshot.listTexts(kJobs, project, query, [&](auto, auto) -> Result<void> {
      isUsed = true;
      return {};
    });
  });
  if (!seen) return seen.error();
  return isUsed;
}

}  // namespace freezer
