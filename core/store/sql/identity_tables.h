#pragma once

#include "core/store/identity_tables.h"
#include "core/store/sql/connection.h"

namespace freezer::sql {

/// The identity tables in an open transaction on `connection`. Failures are propagated to
/// the owner of the transaction.
class SqlIdentityTables final : public IdentityTables {
 public:
  explicit SqlIdentityTables(Connection& connection) : connection_(connection) {}

  Result<std::optional<User>> user(NamedBy by, std::string_view name) override;
  Result<std::optional<Project>> project(NamedBy by, std::string_view name) override;
  Result<std::optional<TokenDetails>> token(std::string_view hash) override;
  Result<std::vector<User>> users() override;
  Result<std::vector<Project>> projects() override;
  Result<std::vector<RoleAssignment>> roleAssignments() override;
  Result<std::vector<TokenDetails>> tokens() override;
  Result<std::vector<Project>> projectsOf(std::string_view user_id) override;

  Result<void> insert(const User& user) override;
  Result<void> insert(const Project& project) override;
  Result<void> insert(const RoleAssignment& assignment) override;
  Result<void> insert(const Token& token) override;
  Result<void> setPasswordHash(std::string_view user_id, std::string_view hash) override;
  Result<void> removeUser(std::string_view id) override;
  Result<void> removeProject(std::string_view id) override;
  Result<bool> remove(const RoleAssignment& assignment) override;
  Result<bool> removeToken(std::string_view id) override;
  Result<void> removeTokensOf(std::string_view user_id) override;
  Result<void> removeTokensExpiredBy(std::int64_t time) override;

 private:
  bool insertNew(std::string_view sql, const Values& values);

  Connection& connection_;
};

}  // namespace freezer::sql
