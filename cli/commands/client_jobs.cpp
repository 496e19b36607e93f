#include "cli/commands/client_jobs.h"

#include <algorithm>

#include "core/pointers.h"

namespace freezer::cli {
namespace {

/// Adds the IDs of the jobs of the caller that run on a client.
Result<void> addJobs(std::vector<std::string>& job_ids, const Freezer& freezer,
                     const Caller& caller, const std::string& client_id) {
  Query query;
  query.search.conditions.push_back({"client_id", client_id});
  query.limit = kNoLimit;
  const auto end = freezer.listRecords(resourceOf(Kind::Job), caller, query,
                                       [&](const Record& record) -> Result<void> {
                                         const Result<Document> job = documentOf(record);
                                         if (!job) return job.error();
                                         // The search also finds the name at other places of a
                                         // document.
                                         if (job.value().textAt(at::kClientId) == client_id)
                                           job_ids.push_back(record.id);
                                         return {};
                                       });
  return end ? Result<void>() : end.error();
}

}  // namespace

Result<std::vector<std::string>> jobsOfClients(const Freezer& freezer, const Caller& caller,
                                               std::span<const std::string> client_ids) {
  std::vector<std::string> job_ids;
  for (const std::string& client_id : client_ids) {
    const Result<Record> client = freezer.show(resourceOf(Kind::Client), caller, client_id);
    if (!client) return client.error();
    if (!owns(caller.scope, client.value())) continue;  // A central client of another project.
    const auto added = addJobs(job_ids, freezer, caller, client_id);
    if (!added) return added.error();
  }
  return job_ids;
}

std::string firstIdsText(std::span<const std::string> ids) {
  constexpr std::size_t kNamed = 3;
  std::string text;
  for (const std::string& id : ids.first(std::min(kNamed, ids.size())))
    text.append(text.empty() ? "" : ", ").append(id);
  if (ids.size() > kNamed) text += " and " + std::to_string(ids.size() - kNamed) + " more";
  return text;
}

}  // namespace freezer::cli
