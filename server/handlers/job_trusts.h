#pragma once

#include <type_traits>

#include "server/auth/trusts.h"
#include "server/handlers/call.h"

namespace freezer::server {

/// The trusts that a change of a job affects: the one that the job gets, and the one that
/// it gives up. While this object holds the lock of Trusts, no other request obtains or
/// releases a trust, so a trust that is about to be deleted is not used again.
class JobTrusts {
 public:
  JobTrusts(const Call& call, Trusts& trusts) : call_(call), trusts_(trusts) {}
  JobTrusts(const JobTrusts&) = delete;
  JobTrusts& operator=(const JobTrusts&) = delete;

  /// Releases the trusts that no job uses any more.
  ~JobTrusts();

  /// Obtains the trust that is needed before the job `job_id` is stored as `body`, or is
  /// deleted if `body` is null.
  Result<void> prepare(const std::string& job_id, const Document* body);

  /// The caller of the change, with the trust.
  const Caller& caller() const { return caller_; }

 private:
  void releaseUnused(const std::optional<Trust>& trust);

  const Call& call_;
  Trusts& trusts_;
  Caller caller_ = call_.caller;
  TrustPlan plan_;
  std::unique_lock<std::mutex> lock_;
};

/// Runs `work(const Caller&)`, which stores the document of the call as `body`, or deletes
/// it if `body` is null, and returns a Result. A job gets the trust that its client needs,
/// and a trust that it was the last to use is released. freezer-api-rest(7), "Trusts".
template <typename Work>
std::invoke_result_t<Work&, const Caller&> withTrust(const Call& call, const std::string& id,
                                                     const Document* body, Work work) {
  Trusts* const trusts = call.context.trusts;
  if (trusts == nullptr || call.resource().kind != Kind::Job) return work(call.caller);
  JobTrusts job(call, *trusts);
  if (const auto prepared = job.prepare(id, body); !prepared) return prepared.error();
  return work(job.caller());
}

}  // namespace freezer::server
