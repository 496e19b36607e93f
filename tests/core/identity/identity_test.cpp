// Users, projects, roles and tokens of the strategy `builtin` (freezer-api-rest(7),
// "Authentication").

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/freezer.h"
#include "core/identity/secrets.h"
#include "tests/core/store/engines.h"

namespace freezer::test {
namespace {

const Reference kAliceByName = {NamedBy::Name, "alice"};
const Reference kBackup = {NamedBy::Name, "backup"};

template <typename Answer>
ErrorCode codeOf(const Answer& answer) {
  EXPECT_FALSE(answer);
  return answer ? ErrorCode::StoreFailure : answer.error().code;
}

/// alice, whose password is "secret", is a member of the project backup.
class IdentityTest : public testing::TestWithParam<Engine> {
 protected:
  IdentityTest() {
    alice_ = accounts_.createUser("alice", "", "secret").value().id;
    backup_ = accounts_.createProject("backup", "").value().id;
    EXPECT_TRUE(accounts_.grant("alice", "backup", "member"));
  }

  Result<IssuedToken> logIn(const std::string& password = "secret",
                            const std::optional<Reference>& project = kBackup,
                            const Reference& user = kAliceByName) {
    return tokens_.logIn(user, password, project, 60);
  }

  StorePlace place_{GetParam()};
  std::unique_ptr<Store> store_ = place_.open();
  std::int64_t now_ = 1000;
  Freezer freezer_{*store_, [this] { return now_; }};
  Accounts& accounts_ = freezer_.accounts();
  Tokens& tokens_ = freezer_.tokens();
  std::string alice_;
  std::string backup_;
};

TEST_P(IdentityTest, PasswordOpensTheProjectsOneHasARoleIn) {
  const auto issued = logIn();
  ASSERT_TRUE(issued);
  const auto details = tokens_.validate(issued.value().text);
  ASSERT_TRUE(details);
  const Credentials credentials = credentialsOf(details.value());
  EXPECT_EQ(credentials.user_id, alice_);
  EXPECT_EQ(credentials.user_name, "alice");
  EXPECT_EQ(credentials.project_id, backup_);
  EXPECT_EQ(credentials.roles, (std::vector<std::string>{"member", "reader"}));
  EXPECT_EQ(details.value().project_name, "backup");
  EXPECT_EQ(details.value().token.method, "password");
}

TEST_P(IdentityTest, UsersAndProjectsAreNamedByIdToo) {
  const Reference user = {NamedBy::Id, alice_};
  EXPECT_TRUE(logIn("secret", Reference{NamedBy::Id, backup_}, user));
  EXPECT_FALSE(logIn("secret", Reference{NamedBy::Name, backup_}, user));
  EXPECT_FALSE(logIn("secret", kBackup, {NamedBy::Id, "alice"}));
  EXPECT_TRUE(accounts_.grant(alice_, backup_, "admin"));
  EXPECT_EQ(accounts_.project("backup").value().id, backup_);
  EXPECT_EQ(accounts_.project(backup_).value().name, "backup");
  EXPECT_EQ(accounts_.project("none").error().code, ErrorCode::NotFound);
}

TEST_P(IdentityTest, WrongUserAndWrongPasswordAreTheSame) {
  const auto wrongPassword = logIn("Secret");
  const auto wrongUser = logIn("secret", kBackup, {NamedBy::Name, "bob"});
  EXPECT_EQ(codeOf(wrongPassword), ErrorCode::Unauthenticated);
  EXPECT_EQ(codeOf(wrongUser), ErrorCode::Unauthenticated);
  EXPECT_EQ(wrongPassword.error().message, wrongUser.error().message);
  EXPECT_EQ(codeOf(logIn("")), ErrorCode::Unauthenticated);
  EXPECT_EQ(codeOf(logIn(std::string(5000, 'x'))), ErrorCode::Unauthenticated);
}

TEST_P(IdentityTest, ProjectWithoutARoleIsClosed) {
  ASSERT_TRUE(accounts_.createProject("other", ""));
  const auto other = logIn("secret", Reference{NamedBy::Name, "other"});
  const auto none = logIn("secret", Reference{NamedBy::Name, "none"});
  EXPECT_EQ(codeOf(other), ErrorCode::Forbidden);
  EXPECT_EQ(codeOf(none), ErrorCode::Forbidden);
  EXPECT_EQ(other.error().message, none.error().message);
}

TEST_P(IdentityTest, UnscopedTokenHasNoRoles) {
  const auto issued = logIn("secret", std::nullopt);
  ASSERT_TRUE(issued);
  const Credentials credentials = credentialsOf(tokens_.validate(issued.value().text).value());
  EXPECT_EQ(credentials.project_id, "");
  EXPECT_TRUE(credentials.roles.empty());
}

TEST_P(IdentityTest, TokenExpires) {
  const std::string token = logIn().value().text;
  now_ += 59;
  EXPECT_TRUE(tokens_.validate(token));
  EXPECT_EQ(tokens_.list().value().size(), 1U);
  now_ += 1;
  EXPECT_EQ(codeOf(tokens_.validate(token)), ErrorCode::Unauthenticated);
  EXPECT_EQ(codeOf(tokens_.exchange(token, std::nullopt)), ErrorCode::Unauthenticated);
  EXPECT_TRUE(tokens_.list().value().empty());
}

TEST_P(IdentityTest, ATokenThatWasSeenToExpireDoesNotLiveAgain) {
  const std::string token = logIn().value().text;
  now_ += 60;
  EXPECT_EQ(codeOf(tokens_.validate(token)), ErrorCode::Unauthenticated);
  now_ -= 60;
  EXPECT_EQ(codeOf(tokens_.validate(token)), ErrorCode::Unauthenticated);
}

TEST_P(IdentityTest, ExpiredTokensAreSweptAwayByTheNext) {
  ASSERT_TRUE(logIn());
  now_ += 60;
  ASSERT_TRUE(logIn());
  now_ -= 60;  // As if the first were still valid.
  EXPECT_EQ(tokens_.list().value().size(), 1U);
}

TEST_P(IdentityTest, TokenIsExchangedForOneThatLivesNoLonger) {
  const std::string unscoped = logIn("secret", std::nullopt).value().text;
  now_ += 30;
  const auto scoped = tokens_.exchange(unscoped, kBackup);
  ASSERT_TRUE(scoped);
  EXPECT_EQ(scoped.value().details.token.project_id, backup_);
  EXPECT_EQ(scoped.value().details.token.expires_at, 1060);
  EXPECT_EQ(scoped.value().details.token.method, "token");
  EXPECT_EQ(codeOf(tokens_.exchange("nonsense", kBackup)), ErrorCode::Unauthenticated);
}

TEST_P(IdentityTest, NewPasswordRevokesTokensAndTheOldPassword) {
  const std::string token = logIn().value().text;
  ASSERT_TRUE(accounts_.setPassword("alice", "other"));
  EXPECT_EQ(codeOf(tokens_.validate(token)), ErrorCode::Unauthenticated);
  EXPECT_EQ(codeOf(logIn("secret")), ErrorCode::Unauthenticated);
  EXPECT_TRUE(logIn("other"));
}

TEST_P(IdentityTest, TokenOfARoleThatWasTakenIsWorthNothing) {
  const std::string token = logIn().value().text;
  ASSERT_TRUE(accounts_.revoke("alice", "backup", "Member"));
  EXPECT_EQ(codeOf(tokens_.validate(token)), ErrorCode::Unauthenticated);
  EXPECT_EQ(codeOf(accounts_.revoke("alice", "backup", "member")), ErrorCode::NotFound);
}

TEST_P(IdentityTest, DeletedUsersAndProjectsTakeTheirTokensAlong) {
  const std::string first = logIn().value().text;
  ASSERT_TRUE(accounts_.deleteProject("backup"));
  EXPECT_FALSE(tokens_.validate(first));
  const std::string second = logIn("secret", std::nullopt).value().text;
  ASSERT_TRUE(accounts_.deleteUser("alice"));
  EXPECT_FALSE(tokens_.validate(second));
  EXPECT_TRUE(tokens_.list().value().empty());
  EXPECT_EQ(codeOf(accounts_.deleteUser("alice")), ErrorCode::NotFound);
  EXPECT_EQ(codeOf(accounts_.deleteProject("backup")), ErrorCode::NotFound);
}

TEST_P(IdentityTest, TokenIsRevokedByItsId) {
  const auto issued = logIn();
  ASSERT_TRUE(tokens_.revoke(issued.value().details.token.id));
  EXPECT_FALSE(tokens_.validate(issued.value().text));
  EXPECT_EQ(codeOf(tokens_.revoke(issued.value().details.token.id)), ErrorCode::NotFound);
}

TEST_P(IdentityTest, AdministratorMakesATokenWithoutThePassword) {
  const auto issued = tokens_.issue("alice", "backup", 10);
  ASSERT_TRUE(issued);
  EXPECT_EQ(issued.value().details.token.expires_at, 1010);
  EXPECT_TRUE(tokens_.validate(issued.value().text));
  ASSERT_TRUE(accounts_.createProject("other", ""));
  EXPECT_EQ(codeOf(tokens_.issue("alice", "other", 10)), ErrorCode::InvalidRequest);
  EXPECT_EQ(codeOf(tokens_.issue("alice", "none", 10)), ErrorCode::NotFound);
  EXPECT_EQ(codeOf(tokens_.issue("bob", "", 10)), ErrorCode::NotFound);
}

TEST_P(IdentityTest, RolesImplyOthersAsInKeystone) {
  ASSERT_TRUE(accounts_.grant("alice", "backup", "Admin"));
  auto roles = logIn().value().details.roles;
  std::ranges::sort(roles);
  EXPECT_EQ(roles, (std::vector<std::string>{"admin", "member", "reader"}));
}

TEST_P(IdentityTest, RolesAreThoseOfTheUserInTheProjectAlone) {
  ASSERT_TRUE(accounts_.createUser("bob", "", "x"));
  ASSERT_TRUE(accounts_.createProject("other", ""));
  ASSERT_TRUE(accounts_.grant("bob", "backup", "admin"));
  ASSERT_TRUE(accounts_.grant("alice", "other", "service"));
  const std::string token = logIn().value().text;
  EXPECT_EQ(tokens_.validate(token).value().roles, (std::vector<std::string>{"member", "reader"}));
}

TEST_P(IdentityTest, NamesAndIdsAreTakenOnce) {
  EXPECT_EQ(codeOf(accounts_.createUser("alice", "", "x")), ErrorCode::AlreadyExists);
  EXPECT_EQ(codeOf(accounts_.createUser("alice2", alice_, "x")), ErrorCode::AlreadyExists);
  EXPECT_EQ(codeOf(accounts_.createProject("backup", "")), ErrorCode::AlreadyExists);
  EXPECT_EQ(codeOf(accounts_.createProject("backup2", backup_)), ErrorCode::AlreadyExists);
  EXPECT_EQ(accounts_.createProject("third", "p-3").value().id, "p-3");
}

TEST_P(IdentityTest, WrongNamesIdsRolesAndPasswordsAreRefused) {
  EXPECT_EQ(codeOf(accounts_.createUser("", "", "x")), ErrorCode::InvalidRequest);
  EXPECT_EQ(codeOf(accounts_.createUser("a\nb", "", "x")), ErrorCode::InvalidRequest);
  EXPECT_EQ(codeOf(accounts_.createUser(std::string(256, 'a'), "", "x")),
            ErrorCode::InvalidRequest);
  EXPECT_EQ(codeOf(accounts_.createUser("bob", "a/b", "x")), ErrorCode::InvalidRequest);
  EXPECT_EQ(codeOf(accounts_.createUser("bob", "", "")), ErrorCode::InvalidRequest);
  EXPECT_EQ(codeOf(accounts_.createUser("bob", "", std::string(4097, 'x'))),
            ErrorCode::InvalidRequest);
  EXPECT_EQ(codeOf(accounts_.createProject("", "")), ErrorCode::InvalidRequest);
  EXPECT_EQ(codeOf(accounts_.grant("alice", "backup", "a,b")), ErrorCode::InvalidRequest);
  EXPECT_EQ(codeOf(accounts_.grant("bob", "backup", "member")), ErrorCode::NotFound);
  EXPECT_EQ(codeOf(accounts_.grant("alice", "none", "member")), ErrorCode::NotFound);
  EXPECT_EQ(codeOf(accounts_.setPassword("bob", "x")), ErrorCode::NotFound);
}

TEST_P(IdentityTest, ListsTellWhoHasWhichRoleWhere) {
  ASSERT_TRUE(accounts_.createUser("Bob", "", "x"));
  ASSERT_TRUE(accounts_.grant("alice", "backup", "member"));  // Once more: nothing changes.
  const auto users = accounts_.users().value();
  ASSERT_EQ(users.size(), 2U);
  EXPECT_EQ(users[0].user.name, "Bob");
  EXPECT_TRUE(users[0].roles.empty());
  ASSERT_EQ(users[1].roles.size(), 1U);
  EXPECT_EQ(users[1].roles[0].project.name, "backup");
  EXPECT_EQ(users[1].roles[0].role, "member");
  EXPECT_EQ(accounts_.projects().value().size(), 1U);
  EXPECT_EQ(accounts_.projectsOf(alice_).value().front().id, backup_);
  EXPECT_TRUE(accounts_.projectsOf(users[0].user.id).value().empty());
}

TEST_P(IdentityTest, NeitherPasswordsNorTokensAreKept) {
  const std::string token = logIn().value().text;
  const auto user = readFrom(
      *store_, [&](Snapshot& view) { return view.identity().user(NamedBy::Name, "alice"); });
  EXPECT_TRUE(user.value()->password_hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
  EXPECT_NE(tokens_.list().value().front().token.hash, token);
  EXPECT_EQ(tokens_.list().value().front().token.hash, tokenHash(token));
}

TEST(SecretsTest, EachTokenIsNew) {
  EXPECT_EQ(newToken().size(), 43U);
  EXPECT_NE(newToken(), newToken());
  EXPECT_NE(tokenHash("a"), tokenHash("b"));
}

TEST(SecretsTest, PasswordsMatchTheirOwnHashAlone) {
  const std::string hash = hashPassword("secret");
  EXPECT_NE(hash, hashPassword("secret"));
  EXPECT_TRUE(passwordMatches("secret", hash));
  EXPECT_FALSE(passwordMatches("secret ", hash));
  EXPECT_FALSE(passwordMatches("secret", "nonsense"));
}

INSTANTIATE_TEST_SUITE_P(Engines, IdentityTest,
                         testing::Values(engineNamed("sqlite"), engineNamed("mariadb"),
                                         engineNamed("rerunning")),
                         [](const auto& engine) { return engine.param.name; });

}  // namespace
}  // namespace freezer::test
