#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "core/freezer.h"
#include "core/store/open.h"
#include "tests/core/store/engines.h"

namespace freezer::test {

/// A document from JSON text.
inline Document json(const std::string& text) {
  auto document = Document::parse(text);
  EXPECT_TRUE(document) << text;
  return std::move(document).value();
}

inline Caller projectCaller(const std::string& project, const std::string& user) {
  return {user, user + "-name", project, {Scope::By::Project, project}};
}

inline Caller userCaller(const std::string& project, const std::string& user) {
  return {user, user + "-name", project, {Scope::By::User, user}};
}

/// The service on an empty store, with a clock that the test sets.
class FreezerTest : public testing::Test {
 protected:
  std::string create(Kind kind, const std::string& body) { return create(kind, alice_, body); }
  std::string create(Kind kind, const Caller& caller, const std::string& body) {
    const auto record = freezer_.create(resourceOf(kind), caller, json(body));
    EXPECT_TRUE(record) << body << ": " << (record ? "" : record.error().message);
    return record ? record.value().id : "";
  }

  /// What refused it; fails the test when nothing did.
  Error refusal(Kind kind, const std::string& body) {
    const auto record = freezer_.create(resourceOf(kind), alice_, json(body));
    EXPECT_FALSE(record) << body;
    return record ? Error{ErrorCode::StoreFailure, "accepted"} : record.error();
  }

  Document show(Kind kind, const std::string& id) { return show(kind, alice_, id); }
  Document show(Kind kind, const Caller& caller, const std::string& id) {
    const auto record = freezer_.show(resourceOf(kind), caller, id);
    EXPECT_TRUE(record) << id;
    return record ? json(record.value().text) : Document();
  }

  std::int64_t version(Kind kind, const std::string& id) {
    const auto record = freezer_.show(resourceOf(kind), alice_, id);
    return record ? record.value().version : 0;
  }

  bool exists(Kind kind, const Caller& caller, const std::string& id) {
    return static_cast<bool>(freezer_.show(resourceOf(kind), caller, id));
  }

  /// The version after it.
  std::int64_t patch(Kind kind, const std::string& id, const std::string& patch) {
    const auto record = freezer_.patch(resourceOf(kind), alice_, id, json(patch));
    EXPECT_TRUE(record) << patch << ": " << (record ? "" : record.error().message);
    return record ? record.value().version : 0;
  }

  void createClient(const std::string& id = "host") {
    create(Kind::Client, R"({"client_id": ")" + id + R"("})");
  }

  /// A job of the client "host" that runs one action.
  std::string createJob(const std::string& more = "") {
    return create(Kind::Job, R"({"client_id": "host", "job_schedule": {}, "job_actions": [
      {"freezer_action": {"action": "backup", "mode": "fs"}}])" +
                                 more + "}");
  }

  std::int64_t now_ = 1'700'000'000;
  StorePlace place_;
  const TemporaryFolder& folder_ = place_.folder();
  std::unique_ptr<Store> store_ = place_.open();
  Freezer freezer_{*store_, [this] { return now_; }};
  const Caller alice_ = projectCaller("p1", "alice");
  const Caller bob_ = projectCaller("p2", "bob");
};

}  // namespace freezer::test
