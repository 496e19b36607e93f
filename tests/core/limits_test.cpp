#include <string>

#include "tests/core/freezer_fixture.h"

namespace freezer::test {
namespace {

/// A service on the same store with a limit of 4 KiB for the text of a document and of 100 for its
/// values.
class LimitsTest : public FreezerTest {
 protected:
  LimitsTest() { createClient(); }

  static std::string action(std::size_t size, const std::string& id = "a") {
    return R"({"action_id": ")" + id + R"(", "freezer_action": {"action": "exec", "note": ")" +
           std::string(size, 'x') + R"("}})";
  }

  static std::string job(const std::string& entries, const std::string& more = "") {
    return R"({"job_id": "j", "client_id": "host", "job_actions": [)" + entries + "]" + more + "}";
  }

  static std::string repeated(std::size_t count, const std::string& entry) {
    std::string text = entry;
    for (std::size_t i = 1; i < count; ++i) text += "," + entry;
    return text;
  }

  void expectTooLarge(const Result<Record>& result, const std::string& what) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::TooLarge);
    EXPECT_EQ(result.error().message, "the " + what +
                                          " would have more than 4096 bytes, the limit of a "
                                          "document ([limits] max_body)");
  }

  Result<Record> createSmall(Kind kind, const std::string& body) {
    return small_.create(resourceOf(kind), alice_, json(body));
  }

  Result<Record> patchSmall(Kind kind, const std::string& id, const std::string& body) {
    return small_.patch(resourceOf(kind), alice_, id, json(body));
  }

  Freezer small_{*store_, [this] { return now_; }, {.maxBytes = 4096, .maxValues = 100}};
};

TEST_F(LimitsTest, ADocumentAsItIsStoredMayReachTheLimit) {
  const auto smallest = createSmall(Kind::Action, action(0, "b"));
  ASSERT_TRUE(smallest);
  const std::size_t rest = 4096 - smallest.value().text.size();
  expectTooLarge(createSmall(Kind::Action, action(rest + 1)), "action a");
  const auto full = createSmall(Kind::Action, action(rest));
  ASSERT_TRUE(full);
  EXPECT_EQ(full.value().text.size(), 4096);
}

TEST_F(LimitsTest, PatchesDoNotMakeADocumentTooLarge) {
  ASSERT_TRUE(createSmall(Kind::Action, action(0)));
  const auto piece = [](char key) {
    return std::string(R"({"freezer_action": {")") + key + R"(": ")" + std::string(1500, 'x') +
           R"("}})";
  };
  EXPECT_TRUE(patchSmall(Kind::Action, "a", piece('p')));
  EXPECT_TRUE(patchSmall(Kind::Action, "a", piece('q')));
  expectTooLarge(patchSmall(Kind::Action, "a", piece('r')), "action a");
  EXPECT_EQ(version(Kind::Action, "a"), 3);
}

TEST_F(LimitsTest, PatchesDoNotAddTooManyValues) {
  const auto list = [](std::size_t count) {
    return R"({"freezer_action": {"list": [)" + repeated(count, "1") + "]}}";
  };
  ASSERT_TRUE(createSmall(Kind::Action, action(0)));
  EXPECT_TRUE(patchSmall(Kind::Action, "a", list(80)));
  const auto refused =
      patchSmall(Kind::Action, "a", R"({"freezer_action": {"more": [)" + repeated(30, "1") + "]}}");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::InvalidDocument);
  EXPECT_EQ(refused.error().message, "The document must not have more than 100 values");
}

TEST_F(LimitsTest, AJobThatRepeatsALargeActionIsRefused) {
  ASSERT_TRUE(createSmall(Kind::Action, action(3000)));
  EXPECT_TRUE(createSmall(Kind::Job, job(R"({"action_id": "a"})")));
  const std::string twice = job(repeated(2, R"({"action_id": "a"})"));
  expectTooLarge(small_.replace(resourceOf(Kind::Job), alice_, "j", json(twice)), "job j");
  EXPECT_EQ(version(Kind::Job, "j"), 1);
}

TEST_F(LimitsTest, DefaultsDoNotMakeAJobTooLarge) {
  const std::string defaults =
      R"(, "action_defaults": {"note": ")" + std::string(1000, 'x') + R"("})";
  const std::string entry = R"({"freezer_action": {"action": "exec"}})";
  expectTooLarge(createSmall(Kind::Job, job(repeated(30, entry), defaults)), "job j");
  EXPECT_FALSE(exists(Kind::Job, alice_, "j"));
  EXPECT_TRUE(createSmall(Kind::Job, job(repeated(2, entry), defaults)));
}

TEST_F(LimitsTest, AnActionDoesNotMakeItsJobsTooLarge) {
  ASSERT_TRUE(createSmall(Kind::Action, action(100)));
  ASSERT_TRUE(createSmall(Kind::Job, job(repeated(3, R"({"action_id": "a"})"))));
  expectTooLarge(patchSmall(Kind::Action, "a", action(2000)), "job j");
  EXPECT_EQ(version(Kind::Action, "a"), 1);
}

TEST_F(LimitsTest, ADocumentThatIsTooLargeAlreadyMayChangeWithoutGrowing) {
  create(Kind::Action, action(5000));
  EXPECT_TRUE(patchSmall(Kind::Action, "a", R"({"freezer_action": {"action": "info"}})"));
  expectTooLarge(patchSmall(Kind::Action, "a", R"({"freezer_action": {"more": 1}})"), "action a");
  EXPECT_TRUE(patchSmall(Kind::Action, "a", R"({"freezer_action": {"note": "short"}})"));
}

}  // namespace
}  // namespace freezer::test
