#include "tests/support/raw_client.h"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>

#include "server/http/text.h"
#include "tests/support/await.h"

namespace freezer::test {
namespace {

/// Longer than any answer takes, even under a sanitizer.
constexpr std::chrono::seconds kPatience = kLongestWait;

constexpr std::string_view kEndOfHead = "\r\n\r\n";

}  // namespace

void Reply::addHeader(std::string_view name, std::string_view value) {
  headers[lowered(name)] = value;
}

std::string Reply::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

Document Reply::json() const {
  auto document = Document::parse(body);
  EXPECT_TRUE(document) << "status " << status << ", body " << body.substr(0, 1000);
  return document ? std::move(document).value() : Document();
}

std::string Reply::at(std::string_view pointer) const {
  const Value value = json().at(pointer);
  return value.isNull() ? "null" : scalarText(value);
}

std::string requestText(const Ask& ask) {
  std::string text = ask.method + ' ' + ask.target + " HTTP/1.1\r\nHost: freezer.test:9090\r\n";
  for (const std::string& header : ask.headers) text += header + "\r\n";
  if (!ask.body.empty()) text += "Content-Length: " + std::to_string(ask.body.size()) + "\r\n";
  return text + "\r\n" + ask.body;
}

Reply parseReplyHead(std::string_view head) {
  Reply reply;
  reply.version = head.substr(0, std::string_view("HTTP/1.1").size());
  reply.status = std::stoi(std::string(head.substr(reply.version.size() + 1, 3)));
  server::takeUntil(head, '\n');
  while (!head.empty()) {
    std::string_view line = server::takeUntil(head, '\n');
    line = line.substr(0, line.find('\r'));
    if (line.empty()) continue;
    const std::string_view name = server::takeUntil(line, ':');
    reply.addHeader(name, trimmed(line, server::kOptionalSpace));
  }
  return reply;
}

RawClient::RawClient(std::uint16_t port)
    : RawClient(Poco::Net::StreamSocket(Poco::Net::SocketAddress("127.0.0.1", port))) {}

RawClient::RawClient(const Poco::Net::StreamSocket& socket) : socket_(socket) {
  socket_.setReceiveTimeout(Poco::Timespan(kPatience.count(), 0));
  socket_.setSendTimeout(Poco::Timespan(kPatience.count(), 0));
}

void RawClient::allowSilence(std::chrono::milliseconds patience) {
  maySilenceOccur_ = true;
  const Poco::Timespan span(std::chrono::microseconds(patience).count());
  socket_.setReceiveTimeout(span);
  socket_.setSendTimeout(span);
}

bool RawClient::send(std::string_view bytes) try {
  while (!bytes.empty()) {
    const int sent = socket_.sendBytes(bytes.data(), static_cast<int>(bytes.size()), MSG_NOSIGNAL);
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
} catch (const Poco::Exception&) {
  return false;
}

void RawClient::finish() {
  socket_.shutdownSend();
}

/// Waits for more; false when the connection has ended.
bool RawClient::fill() try {
  char part[16 * 1024];
  const int count = socket_.receiveBytes(part, sizeof part);
  if (count > 0) received_.append(part, static_cast<std::size_t>(count));
  return count > 0;
} catch (const Poco::TimeoutException&) {
  if (!maySilenceOccur_) ADD_FAILURE() << "The server neither answers nor closes.";
  return false;
} catch (const Poco::Exception&) {
  return false;
}

Reply RawClient::receive(std::string_view method) {
  std::size_t size = std::string::npos;
  while ((size = received_.find(kEndOfHead)) == std::string::npos) {
    if (!fill()) return {};
  }
  size += kEndOfHead.size();
  Reply reply = parseReplyHead(std::string_view(received_).substr(0, size));
  if (method != "HEAD" && !reply.header("content-length").empty()) {
    const std::size_t head = size;
    size += std::stoul(reply.header("content-length"));
    while (received_.size() < size) {
      if (!fill()) return {};
    }
    reply.body = received_.substr(head, size - head);
  }
  received_.erase(0, size);
  return reply;
}

Reply RawClient::exchange(const Ask& ask) {
  send(requestText(ask));
  return receive(ask.method);
}

bool RawClient::isClosed() {
  return received_.empty() && !fill();
}

RawClient connectFrom(const std::string& address, std::uint16_t port) {
  Poco::Net::StreamSocket socket(Poco::Net::SocketAddress::IPv4);
  const Poco::Net::SocketAddress own(address, 0);
  EXPECT_EQ(::bind(socket.impl()->sockfd(), own.addr(), own.length()), 0);
  socket.connect(Poco::Net::SocketAddress("127.0.0.1", port));
  return RawClient(socket);
}

}  // namespace freezer::test
