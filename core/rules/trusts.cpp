#include "core/rules/trusts.h"

#include <utility>

#include "core/pointers.h"
#include "core/rules/clients.h"
#include "core/rules/records.h"

namespace freezer {
namespace {}  // namespace

std::optional<Trust> trustOf(const Document& job) {
  Trust trust{job.textAt(at::kTrustId), job.textAt(at::kTrustorUserId)};
  return trust.trust_id.empty() ? std::nullopt : std::optional(std::move(trust));
}

void setTrust(Document& job, const std::optional<Trust>& trust) {
  job.remove(at::kCredentials);
  if (!trust) return;
  job.set(at::kTrustId, trust->trust_id);
  job.set(at::kTrustorUserId, trust->trustor_user_id);
}

Result<TrustPlan> planTrust(Snapshot& snapshot, const Caller& caller, const std::string& job_id,
                            const Document* body) {
  const auto job = load(snapshot, kJobs, caller.scope, job_id);
  if (!job) return job.error();
  TrustPlan plan;
  plan.project_id = caller.project_id;
  const std::string client_id = body == nullptr ? "" : body->textAt(at::kClientId);
  if (job.value()) {
    const auto& [record, document] = *job.value();
    plan.project_id = record.project_id;
    const bool stays = client_id.empty() || client_id == document.textAt(at::kClientId);
    if (body != nullptr && stays) return plan;
    plan.leaving = trustOf(document);
  }
  if (client_id.empty()) return plan;
  const auto client = load(snapshot, kClients, caller.scope, client_id);
  if (!client) return client.error();
  plan.isNeeded = client.value() && isCentral(client.value()->document);
  return plan;
}

Result<bool> isTrustUsed(Snapshot& snapshot, const std::string& project_id, const Trust& trust) {
  Query query;
  query.search.conditions.push_back({"user_credentials.trust_id", trust.trust_id});
  query.limit = 1;
  bool isUsed = false;
  const Scope project{Scope::By::Project, project_id};
  const auto seen = snapshot.listTexts(kJobs, project, query, [&](auto, auto) -> Result<void> {
    isUsed = true;
    return {};
  });
  if (!seen) return seen.error();
  return isUsed;
}

}  // namespace freezer
