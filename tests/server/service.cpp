#include "tests/server/service.h"

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/NetException.h>
#include <Poco/StreamCopier.h>
#include <gtest/gtest.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <variant>

#include "server/http/head.h"
#include "server/http/message.h"
#include "server/http/text.h"

namespace freezer::test {
namespace {

/// Longer than any reply takes, even under a sanitizer.
constexpr std::chrono::seconds kReplyPatience{30};

}  // namespace

Reply DirectService::ask(const Ask& ask) {
  const std::string text = requestText({ask.method, ask.target, "", ask.headers});
  auto head = std::get<server::RequestHead>(server::parseHead(text, {}));
  head.request.body = ask.body;
  const auto response = server::answer(freezer_, context_, head.request);

  const std::string message = server::messageText(response, head.request, "");
  const std::size_t end = message.find("\r\n\r\n") + 4;
  Reply reply = parseReplyHead(std::string_view(message).substr(0, end));
  reply.body = message.substr(end);
  return reply;
}

/// Lines that tests can wait for.
struct HttpService::Log : spdlog::sinks::sink {
  void log(const spdlog::details::log_msg& message) override {
    const std::lock_guard lock(mutex);
    text.append(message.payload.data(), message.payload.size()).append("\n");
    grown.notify_all();
  }
  void flush() override {}
  void set_pattern(const std::string& /*pattern*/) override {}
  void set_formatter(std::unique_ptr<spdlog::formatter> /*formatter*/) override {}

  std::mutex mutex;
  std::condition_variable grown;
  std::string text;  ///< Protected by mutex.
};

HttpService::HttpService(Freezer& freezer, server::ServerConfig config, AuditSink* audit)
    : log_(std::make_shared<Log>()) {
  config.bindPort = 0;
  auto logger = std::make_shared<spdlog::logger>("test", log_);
  logger->set_level(spdlog::level::debug);
  auto started = server::Server::start(freezer, config, std::move(logger), audit);
  if (!started) throw std::runtime_error(started.error().message);
  server_ = std::move(started).value();
}

Reply HttpService::ask(const Ask& ask) {
  Poco::Net::HTTPClientSession session("127.0.0.1", port());
  session.setTimeout(Poco::Timespan(kReplyPatience.count(), 0));
  Poco::Net::HTTPRequest request(ask.method, ask.target, "HTTP/1.1");
  request.setContentLength(static_cast<std::streamsize>(ask.body.size()));
  for (const std::string& header : ask.headers) {
    std::string_view value = header;
    const std::string name(server::takeUntil(value, ':'));
    request.set(name, std::string(trimmed(value, server::kOptionalSpace)));
  }
  session.sendRequest(request) << ask.body;

  Poco::Net::HTTPResponse response;
  std::istream& body = session.receiveResponse(response);
  Reply reply;
  reply.status = response.getStatus();
  for (const auto& [name, value] : response) reply.addHeader(name, value);
  if (ask.method != "HEAD") Poco::StreamCopier::copyToString(body, reply.body);
  return reply;
}

std::string HttpService::log() const {
  const std::lock_guard lock(log_->mutex);
  return log_->text;
}

bool HttpService::logs(std::string_view text) const {
  std::unique_lock lock(log_->mutex);
  return log_->grown.wait_for(lock, kReplyPatience,
                              [&] { return log_->text.find(text) != std::string::npos; });
}

}  // namespace freezer::test
