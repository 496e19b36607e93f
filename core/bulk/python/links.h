#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/bulk/link_checks.h"
#include "core/bulk/python/convert.h"
#include "core/bulk/python/schema.h"
#include "core/store/sql/connection.h"

namespace freezer::python {

/// Completes documents by what other rows say. A link that leads nowhere is removed, with a note.
/// All functions throw sql::Failure.
class Links : private bulk::Neighbours {
 public:
  /// Rows without a project belong to `project`.
  Links(sql::Connection& connection, const Schema& schema, std::string project);

  /// Must be called before the jobs whose primary keys are after `first`, up to `last`.
  void readTrusts(const std::string& first, const std::string& last);

  Result<void> complete(const std::string& id, bulk::Draft& draft);

 private:
  struct Trust {
    std::string trust_id;
    std::string trustor_user_id;
    std::string others = {};  ///< Primary keys of further rows of the same job.
  };

  Result<std::optional<bulk::Owner>> ownerOfSession(const std::string& session_id) override;
  Result<std::optional<std::string>> sessionOfJob(const std::string& job_id) override;
  Result<bool> isAction(const std::string& id) override;

  Result<void> completeJob(const std::string& id, bulk::Draft& job);
  Array linkedActions(const std::string& job_id, bulk::Draft& job);
  void setTrust(const std::string& job_id, bulk::Draft& job);
  void setClientOwner(bulk::Draft& job);

  sql::Connection& connection_;
  const Schema& schema_;
  const std::string project_;
  const std::string actionsOfJob_;                     ///< A query.
  std::map<std::string, std::string> centralClients_;  ///< client_id to project_id.
  std::map<std::string, Trust> trusts_;
};

}  // namespace freezer::python
