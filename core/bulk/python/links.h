#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/bulk/python/convert.h"
#include "core/bulk/python/schema.h"
#include "core/store/sql/connection.h"

namespace freezer::python {

/// Completes documents by what other rows say. A link that leads nowhere is removed, with a note.
/// All functions throw sql::Failure.
class Links {
 public:
  /// Rows without a project belong to `project`.
  Links(sql::Connection& connection, const Schema& schema, std::string project);

  /// Must be called before the jobs whose primary keys are after `first`, up to `last`.
  void readTrusts(const std::string& first, const std::string& last);

  void complete(const std::string& id, Draft& draft);

 private:
  struct Trust {
    std::string trust_id;
    std::string trustor_user_id;
    std::string others = {};  ///< Primary keys of further rows of the same job.
  };

  void checkMembers(const std::string& session_id, Draft& session);
  void checkSession(Draft& job);
  void setActions(const std::string& job_id, Draft& job);
  void checkEntries(Draft& job);
  Array linkedActions(const std::string& job_id, Draft& job);
  void setTrust(const std::string& job_id, Draft& job);
  void setClientOwner(Draft& job);

  std::string whyNoMember(const std::string& session_id, const std::string& job_id);
  bool isAction(const std::string& id);

  sql::Connection& connection_;
  const Schema& schema_;
  const std::string project_;
  const std::string actionsOfJob_;                     ///< A query.
  std::map<std::string, std::string> centralClients_;  ///< client_id to project_id.
  std::map<std::string, Trust> trusts_;
};

}  // namespace freezer::python
