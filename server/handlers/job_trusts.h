#pragma once

#include <type_traits>

#include "server/auth/trusts.h"
#include "server/handlers/call.h"

namespace freezer::server {

/// The trusts that a change of a job is about: one that it gets, and one that it may
/// have been the last to use. Nobody else changes trusts meanwhile, so that none is
/// taken up that is about to go.
class JobTrusts {
 public:
  JobTrusts(const Call& call, Trusts& trusts) : call_(call), trusts_(trusts) {}
  JobTrusts(const JobTrusts&) = delete;
  JobTrusts& operator=(const JobTrusts&) = delete;

  /// Takes away what no job uses any more.
  ~JobTrusts();

  /// Gets what is needed before the job `job_id` is stored as `body`, or removed
  /// where that is null.
  Result<void> prepare(const std::string& job_id, const Document* body);

  /// Who the change is to be done for.
  const Caller& caller() const { return caller_; }

 private:
  void releaseUnused(const std::optional<Trust>& trust);

  const Call& call_;
  Trusts& trusts_;
  Caller caller_ = call_.caller;
  TrustPlan plan_;
  std::unique_lock<std::mutex> lock_;
};

/// Runs `work(const Caller&)`, which stores the document of the call as `body`, or
/// removes it where that is null, and returns a Result. Where the document is a job,
/// it gets the trust that its client needs, and one that is no longer used goes.
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
