#include "server/incidents.h"

#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <memory>
#include <sstream>
#include <string>

namespace freezer::test {
namespace {

using server::Incident;
using server::Incidents;
using std::chrono::seconds;

class IncidentsTest : public testing::Test {
 protected:
  IncidentsTest() { sink_->set_pattern("%v"); }

  std::string takeLog() {
    std::string text = log_.str();
    log_.str({});
    return text;
  }

  std::chrono::steady_clock::time_point now_{std::chrono::hours(1)};
  std::ostringstream log_;
  std::shared_ptr<spdlog::sinks::ostream_sink_mt> sink_ =
      std::make_shared<spdlog::sinks::ostream_sink_mt>(log_);
  Incidents incidents_{std::make_shared<spdlog::logger>("test", sink_), [this] { return now_; }};
};

TEST_F(IncidentsTest, EachIsCounted) {
  for (int i = 0; i < 3; ++i) incidents_.note(Incident::SearchEnded, "in p1");
  EXPECT_EQ(incidents_.count(Incident::SearchEnded), 3U);
  EXPECT_EQ(incidents_.count(Incident::LoginRefused), 0U);
}

TEST_F(IncidentsTest, AKindHasOneLineAMinuteWhichTellsHowManyThereWere) {
  incidents_.note(Incident::ReaderTooSlow, "client 192.0.2.1");
  EXPECT_EQ(takeLog(), "an answer was not read in time: client 192.0.2.1\n");
  for (int i = 0; i < 1000; ++i) incidents_.note(Incident::ReaderTooSlow, "client 192.0.2.2");
  EXPECT_EQ(takeLog(), "");
  incidents_.note(Incident::AcceptFailed, "no descriptor");  // Another kind.
  EXPECT_EQ(takeLog(), "a connection could not be accepted: no descriptor\n");

  now_ += seconds(60);
  incidents_.note(Incident::ReaderTooSlow, "client 192.0.2.3");
  EXPECT_EQ(takeLog(),
            "an answer was not read in time: client 192.0.2.3; 1001 times since the last such "
            "line\n");
}

}  // namespace
}  // namespace freezer::test
