// Which requests are in the log, and at which level.

#include "server/http/access_log.h"

#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <sstream>

namespace freezer::test {
namespace {

using namespace std::chrono_literals;

class AccessLogTest : public testing::Test {
 protected:
  /// What is logged of a request.
  std::string logged(const std::string& method, int status,
                     std::chrono::nanoseconds duration = 1ms) const {
    std::ostringstream text;
    const auto logger = std::make_shared<spdlog::logger>(
        "test", std::make_shared<spdlog::sinks::ostream_sink_st>(text));
    logger->set_level(level_);
    logger->set_pattern("%l");
    server::Request request;
    request.method = method;
    server::AccessLog(logger).write(request, {.status = status}, duration);
    return text.str();
  }

  spdlog::level::level_enum level_ = spdlog::level::info;
};

TEST_F(AccessLogTest, WhatChangesIsLogged) {
  for (const char* method : {"POST", "PUT", "PATCH", "DELETE", "UPDATE"})
    EXPECT_EQ(logged(method, 200), "info\n") << method;
}

TEST_F(AccessLogTest, AReadIsLoggedIfItFailsOrIsSlow) {
  for (const char* method : {"GET", "HEAD"}) {
    EXPECT_EQ(logged(method, 200), "") << method;
    EXPECT_EQ(logged(method, 304), "") << method;
    EXPECT_EQ(logged(method, 404), "info\n") << method;
    EXPECT_EQ(logged(method, 200, 1s), "info\n") << method;
  }
}

TEST_F(AccessLogTest, EveryReadIsLoggedForDebugging) {
  level_ = spdlog::level::debug;
  EXPECT_EQ(logged("GET", 200), "debug\n");
}

}  // namespace
}  // namespace freezer::test
