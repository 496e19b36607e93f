#pragma once

#include <optional>
#include <string>

#include "core/bulk/draft.h"
#include "core/result.h"

namespace freezer::bulk {

/// The owner of a document.
struct Owner {
  std::string project_id;
  std::string user_id;
};

/// The other documents of a source, by their IDs. None: there is no such document.
class Neighbours {
 public:
  Neighbours() = default;
  Neighbours(const Neighbours&) = delete;
  Neighbours& operator=(const Neighbours&) = delete;
  virtual ~Neighbours() = default;

  virtual Result<std::optional<Owner>> ownerOfSession(const std::string& session_id) = 0;

  /// The session_id that a job names.
  virtual Result<std::optional<std::string>> sessionOfJob(const std::string& job_id) = 0;

  virtual Result<bool> isAction(const std::string& action_id) = 0;
};

// Each of these functions removes the links that lead nowhere, with a note.

/// The jobs of a session.
Result<void> checkMembers(Draft& session, Neighbours& others);

/// The session of a job.
Result<void> checkSession(Draft& job, Neighbours& others);

/// The actions of a job that has copies of them. An entry of which a new action will be made must
/// have an owner.
Result<void> checkEntries(Draft& job, Neighbours& others);

/// Gives an entry of a job the owner of the job, unless it has one.
void completeOwner(const Document& job, Document entry);

}  // namespace freezer::bulk
