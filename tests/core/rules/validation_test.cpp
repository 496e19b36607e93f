#include "core/rules/validation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <thread>

namespace freezer {

static void PrintTo(Kind kind, std::ostream* out) {
  *out << resourceOf(kind).name;
}

namespace {

/// The least that each kind accepts.
std::string leastOf(Kind kind) {
  switch (kind) {
    case Kind::Backup: return R"({"container":"c","hostname":"h","backup_name":"b"})";
    case Kind::Client: return R"({"client_id":"host"})";
    case Kind::Job: return R"({"client_id":"host","job_actions":[],"job_schedule":{}})";
    case Kind::Action: return R"({"freezer_action":{}})";
    case Kind::Session: return R"({"schedule":{}})";
  }
  return "";
}

/// All faults, one a line.
std::string faultsOf(Kind kind, const Document& document, std::string_view prefix = "") {
  std::string lines;
  for (const Fault& fault : validate(resourceOf(kind), document, prefix))
    lines += fault.pointer + " " + fault.message + "\n";
  return lines;
}

std::string faultsOf(Kind kind, std::string_view text) {
  return faultsOf(kind, Document::parse(text).value());
}

/// The faults of the least document with one member set, written as JSON.
std::string faultsWith(Kind kind, std::string_view pointer, std::string_view json) {
  Document document = Document::parse(leastOf(kind)).value();
  const Document holder = Document::parse("{\"v\":" + std::string(json) + "}").value();
  document.set(pointer, holder.at("/v"));
  return faultsOf(kind, document);
}

class EveryKind : public testing::TestWithParam<Kind> {
 protected:
  const Resource& resource = resourceOf(GetParam());
};

TEST_P(EveryKind, AcceptsTheLeast) {
  EXPECT_EQ(faultsOf(GetParam(), leastOf(GetParam())), "");
}

TEST_P(EveryKind, NamesEachRequiredMemberThatIsMissing) {
  std::vector<std::string> expected;
  for (const Field& field : resource.fields)
    if ((field.traits & kRequired) != 0) expected.push_back("/" + std::string(field.name));
  std::vector<std::string> named;
  for (const Fault& fault : validate(resource, Document())) {
    EXPECT_EQ(fault.message, "is required");
    named.push_back(fault.pointer);
  }
  EXPECT_TRUE(std::ranges::is_permutation(named, expected));
}

TEST_P(EveryKind, IgnoresWhatTheServiceSets) {
  for (const Field& field : resource.fields) {
    if ((field.traits & (kReadOnly | kUnchecked)) == 0) continue;
    for (const char* json : {"null", "5", "[1]", "{\"a\":1}", "\"\""})
      EXPECT_EQ(faultsWith(GetParam(), "/" + std::string(field.name), json), "");
  }
}

TEST_P(EveryKind, RefusesAWrongTypeOfEachCheckedField) {
  for (const Field& field : resource.fields) {
    if ((field.traits & (kReadOnly | kUnchecked)) != 0) continue;
    const std::string pointer = "/" + std::string(field.name);
    const std::string faults = faultsWith(GetParam(), pointer, "1.5");
    EXPECT_TRUE(faults.starts_with(pointer + " must be ")) << faults;
    EXPECT_EQ(std::ranges::count(faults, '\n'), 1) << faults;
    const bool isNullable = (field.traits & kNullable) != 0;
    EXPECT_EQ(faultsWith(GetParam(), pointer, "null").empty(), isNullable) << pointer;
  }
}

TEST_P(EveryKind, RefusesUnknownMembersOnlyIfItIsClosed) {
  const std::string faults = faultsWith(GetParam(), "/unheard_of", "1");
  EXPECT_EQ(faults.starts_with("/unheard_of is not a known member; known members: "),
            resource.closed)
      << faults;
}

INSTANTIATE_TEST_SUITE_P(Validation, EveryKind,
                         testing::Values(Kind::Backup, Kind::Client, Kind::Job, Kind::Action,
                                         Kind::Session),
                         [](const auto& row) { return std::string(resourceOf(row.param).name); });

TEST(Validation, ReportsEveryFaultOnceInTheOrderOfTheDocument) {
  EXPECT_EQ(
      faultsOf(Kind::Job, R"({
      "job_schedule": {"time_created": "1", "event": "go", "b/~": 1, "a": 2, "schedule_year": ""},
      "job_id": "",
      "job_actions": [{"freezer_action": {"action": "x", "mode": "y"}}, 7,
                      {"max_retries": 1.0, "mandatory": "yes", "freezer_action": []}]})"),
      "/client_id is required\n"
      "/job_schedule/time_created must be an integer\n"
      "/job_schedule/event must be one of \"\", \"stop\", \"start\", \"abort\", \"remove\"\n"
      "/job_schedule/b~1~0 is not a known member; known members: schedule_date, schedule_interval, "
      "schedule_start_date, schedule_end_date, schedule_year, schedule_month, schedule_day, "
      "schedule_week, schedule_day_of_week, schedule_hour, schedule_minute, "
      "schedule_second, event, status, result, time_created, time_started, time_ended, "
      "current_pid\n"
      "/job_schedule/a is not a known member; known members: schedule_date, schedule_interval, "
      "schedule_start_date, schedule_end_date, schedule_year, schedule_month, schedule_day, "
      "schedule_week, schedule_day_of_week, schedule_hour, schedule_minute, "
      "schedule_second, event, status, result, time_created, time_started, time_ended, "
      "current_pid\n"
      "/job_schedule/schedule_year must be a year of four digits\n"
      "/job_id must be 1 to 255 letters, digits, underscores and hyphens, or null\n"
      "/job_actions/0/freezer_action/action must be one of \"backup\", \"restore\", "
      "\"info\", \"admin\", \"exec\"\n"
      "/job_actions/0/freezer_action/mode must be one of \"fs\", \"mongo\", \"mysql\", "
      "\"sqlserver\", \"cinder\", \"glance\", \"cindernative\", \"nova\", or null\n"
      "/job_actions/1 must be an object\n"
      "/job_actions/2/max_retries must be an integer\n"
      "/job_actions/2/mandatory must be true or false\n"
      "/job_actions/2/freezer_action must be an object\n");
}

TEST(Validation, PutsThePrefixBeforeEachPointer) {
  const Document document = Document::parse(R"({"container":"","hostname":"h"})").value();
  EXPECT_EQ(faultsOf(Kind::Backup, document, "/backup_metadata"),
            "/backup_metadata/backup_name is required\n"
            "/backup_metadata/container must be a string that is not empty\n");
}

TEST(Validation, ChecksTheItemsOfLists) {
  EXPECT_EQ(faultsWith(Kind::Client, "/supported_modes", R"(["fs",1,"x",null])"),
            "/supported_modes/1 must be a string\n/supported_modes/3 must be a string\n");
  EXPECT_EQ(faultsWith(Kind::Client, "/supported_modes", "{}"),
            "/supported_modes must be a list of strings, or null\n");
}

TEST(Validation, KeepsUnknownMembersOfAFreezerAction) {
  EXPECT_EQ(faultsWith(Kind::Action, "/freezer_action",
                       R"({"action":"backup","mode":null,"snapshot":{"x":[1]},"mode2":"z"})"),
            "");
}

TEST(Validation, TakesDatesAndIntervalsAsSchedulersWriteThem) {
  const struct {
    const char *field, *value;
    bool valid;
  } rows[] = {
      {"schedule_date", "2026-01-31T23:59:00", true},
      {"schedule_date", "2026-01-31T23:59:00.123456", true},
      {"schedule_date", "2026-01-31T23:59:00Z", true},
      {"schedule_date", "2026-01-31T23:59:00+01:00", true},
      {"schedule_date", "2026-01-31 23:59:00", false},
      {"schedule_date", "2026-13-31T23:59:00", false},
      {"schedule_date", "2026-01-31T24:00:00", false},
      {"schedule_date", "2026-01-31T23:59:00+1", false},
      {"schedule_date", "2026-01-31T23:59:00\\n", false},
      {"schedule_interval", "continuous", true},
      {"schedule_interval", "5 minutes", true},
      {"schedule_interval", "1 weeks", true},
      {"schedule_interval", "5 months", false},
      {"schedule_interval", "minutes", false},
      {"schedule_interval", "5 minutes ", false},
      {"schedule_year", "2026", true},
      {"schedule_year", "26", false},
      {"schedule_hour", "*/2", true},
  };
  for (const auto& row : rows) {
    const std::string pointer = std::string("/job_schedule/") + row.field;
    const std::string faults = faultsWith(Kind::Job, pointer, "\"" + std::string(row.value) + "\"");
    EXPECT_EQ(faults.empty(), row.valid) << row.field << " " << row.value << ": " << faults;
  }
}

// A regular expression may overflow the stack on strings of some ten thousand characters.
TEST(LongStrings, AreRefusedOnceAndDoNotCrash) {
  for (const std::size_t length : {256U, 30'000U, 1'000'000U}) {
    const std::string json = "\"" + std::string(length, 'a') + "\"";
    for (const char* pointer : {"/client_id", "/job_id", "/session_id"}) {
      const std::string faults = faultsWith(Kind::Job, pointer, json);
      EXPECT_TRUE(faults.starts_with(pointer)) << length;
      EXPECT_EQ(std::ranges::count(faults, '\n'), 1) << faults;
      EXPECT_LT(faults.size(), 200U);
    }
    EXPECT_NE(faultsWith(Kind::Job, "/job_schedule/schedule_date", json), "");
    for (const Resource& resource : resources())
      EXPECT_FALSE(isValidId(resource, std::string(length, 'a'))) << length;
  }
}

TEST(LongLists, AreRefusedAsAWhole) {
  std::string list = "[";
  for (int i = 0; i < 15'000; ++i) list += "0,";
  list.back() = ']';
  EXPECT_EQ(faultsWith(Kind::Job, "/job_actions", list),
            "/job_actions must not have more than 1000 items\n");
  EXPECT_EQ(faultsWith(Kind::Client, "/supported_modes", list),
            "/supported_modes must not have more than 1000 items\n");
  EXPECT_EQ(faultsWith(Kind::Backup, "/anything", list), "");
}

TEST(LongNames, AreShortenedInPointers) {
  const std::string faults = faultsWith(Kind::Job, "/" + std::string(100'000, 'x'), "1");
  EXPECT_TRUE(faults.starts_with("/" + std::string(60, 'x') + "... is not a known member"))
      << faults;
}

TEST(Validation, MayRunInSeveralThreadsAtOnce) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([] {
      for (const Resource& resource : resources())
        for (int n = 0; n < 20; ++n) {
          EXPECT_EQ(faultsOf(resource.kind, leastOf(resource.kind)), "");
          EXPECT_FALSE(validate(resource, Document()).empty());
        }
    });
  for (std::thread& thread : threads) thread.join();
}

TEST(InvalidDocument, NamesTheFirstFaultAndTheNumberOfOthers) {
  const Error one = invalidDocument({{"/a", "is required"}});
  EXPECT_EQ(one.code, ErrorCode::InvalidDocument);
  EXPECT_EQ(one.message, "/a is required");
  const Error three = invalidDocument({{"/a", "is required"}, {"/b", ""}, {"/c", ""}});
  EXPECT_EQ(three.message, "/a is required (and 2 more)");
  EXPECT_EQ(three.faults.size(), 3U);
  EXPECT_EQ(invalidDocument({{"", "must be small"}}).message, "The document must be small");
}

TEST(Ids, HaveLettersDigitsUnderscoresAndHyphens) {
  const Resource& jobs = resourceOf(Kind::Job);
  for (const std::string& id : {std::string("a"), std::string("A_-9"), std::string(255, 'x')})
    EXPECT_TRUE(isValidId(jobs, id)) << id;
  for (const std::string& id :
       {std::string(), std::string("a b"), std::string("a/b"), std::string("a.b"),
        std::string("\u00e9"), std::string("a\n"), std::string("a\0b", 3), std::string(256, 'x')})
    EXPECT_FALSE(isValidId(jobs, id)) << id;
}

TEST(ClientIds, AreHostNamesWithAnOptionalProject) {
  const std::string label(63, 'a');
  const struct {
    std::string id;
    bool valid;
  } rows[] = {
      {"host", true},
      {"host-1.example.org", true},
      {"b597b80e7e854b039d1b6b89b74e5485_host", true},
      {"my-project_x_host", true},
      {label + "." + label, true},
      {"1.2.3.4", true},
      {"", false},
      {"-host", false},
      {"host-", false},
      {"host..org", false},
      {".host", false},
      {"host.", false},
      {"_host", false},
      {"project_", false},
      {"pro.ject_host", false},
      {"ho st", false},
      {"host\n", false},
      {"p_" + label + "a.org", false},
      {std::string(254, '_') + "!", false},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(isValidId(resourceOf(Kind::Client), row.id), row.valid) << row.id;
    Document client;
    client.set("/client_id", row.id);
    EXPECT_EQ(faultsOf(Kind::Client, client).empty(), row.valid) << row.id;
  }
}

}  // namespace
}  // namespace freezer
