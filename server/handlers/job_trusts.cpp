#include "server/handlers/job_trusts.h"

#include <exception>

namespace freezer::server {

Result<void> JobTrusts::prepare(const std::string& job_id, const Document* body) {
  auto plan = call_.freezer.planTrust(call_.caller, job_id, body);
  if (!plan) return plan.error();
  if (!plan.value().isNeeded && !plan.value().leaving) return {};
  lock_ = trusts_.hold();
  plan_ = std::move(plan).value();
  if (!plan_.isNeeded) return {};
  auto trust = trusts_.obtain(call_.credentials, plan_.project_id, *call_.request.authToken);
  if (!trust) return trust.error();
  caller_.trust = std::move(trust).value();
  return {};
}

JobTrusts::~JobTrusts() {
  try {
    releaseUnused(caller_.trust);
    if (!plan_.leaving || !caller_.trust || plan_.leaving->trust_id != caller_.trust->trust_id) {
      releaseUnused(plan_.leaving);
    }
  } catch (const std::exception&) {
    // The trust remains, as after a failure of Keystone.
  }
}

void JobTrusts::releaseUnused(const std::optional<Trust>& trust) {
  if (!trust) return;
  const auto isUsed = call_.freezer.isTrustUsed(plan_.project_id, *trust);
  if (!isUsed || isUsed.value()) return;
  trusts_.release(*trust, call_.credentials, *call_.request.authToken);
}

}  // namespace freezer::server
