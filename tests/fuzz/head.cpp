// The bytes before a body: where the head of a request ends does not depend on how many bytes have
// arrived, and a head that is accepted has one meaning.

#include "server/http/head.h"

#include <algorithm>

#include "server/http/text.h"
#include "tests/fuzz/target.h"

namespace freezer::fuzz {
namespace {

using server::equalIgnoringCase;
using server::Limits;
using server::RequestHead;

/// Low, so that short inputs reach them.
constexpr std::size_t kMaxUri = 64;
constexpr std::size_t kMaxHeader = 256;

bool hasControls(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return server::isControl(c) && c != '\t'; });
}

/// How many lines begin so, by any reading of where a line ends.
std::ptrdiff_t timesOf(std::string_view start, std::string_view head) {
  std::ptrdiff_t times = 0;
  for (std::size_t at = head.find('\n'); at != head.npos; at = head.find('\n', at + 1)) {
    times += equalIgnoringCase(head.substr(at + 1, start.size()), start) ? 1 : 0;
  }
  return times;
}

void checkAccepted(std::string_view text, const RequestHead& head, const Limits& limits) {
  const server::Request& request = head.request;
  require(server::isToken(request.method), "a method is a token");
  require(request.path.starts_with('/') || request.path == "*", "a path is absolute");
  require(request.path.size() + request.query.size() <= limits.maxUri + 1, "a target is short");
  for (const auto* field : {&request.host, &request.accept, &request.authToken, &request.ifMatch,
                            &request.ifNoneMatch, &request.forwardedFor, &request.serviceToken}) {
    require(!*field || !hasControls(**field), "a field has no control characters");
  }
  require(!hasControls(request.path + request.query), "a target has no control characters");
  require(head.isHttp10 || request.host, "HTTP/1.1 has a Host");
  const auto lengths = timesOf("content-length:", text);
  const auto codings = timesOf("transfer-encoding:", text);
  require(lengths + codings <= 1, "a body has one length");
  require(head.isChunked == (codings == 1), "only chunks have a coding");
  require(lengths == 1 || head.contentLength == 0, "a body without a length is empty");
}

/// What matters of the head, written as a head again.
std::string written(const RequestHead& head) {
  const server::Request& request = head.request;
  std::string text = request.method + " " + request.path;
  if (!request.query.empty()) text += "?" + request.query;
  text += head.isHttp10 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n";
  if (request.host) text += "Host: " + *request.host + "\r\n";
  if (head.isChunked) text += "Transfer-Encoding: chunked\r\n";
  if (!head.isChunked) text += "Content-Length: " + std::to_string(head.contentLength) + "\r\n";
  if (head.expectsContinue) text += "Expect: 100-continue\r\n";
  return text + (head.keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
}

}  // namespace

void head(std::string_view input) {
  Limits limits;
  if (input.size() % 2 == 0) {
    limits.maxUri = kMaxUri;
    limits.maxHeader = kMaxHeader;
  }
  const auto found = server::findHead(input, limits);
  const auto early = server::findHead(input.substr(0, input.size() / 2), limits);
  if (std::holds_alternative<server::Refusal>(early)) {
    require(std::holds_alternative<server::Refusal>(found), "more bytes do not undo a refusal");
  } else if (std::get<std::size_t>(early) > 0) {
    require(std::get_if<std::size_t>(&found) != nullptr &&
                std::get<std::size_t>(found) == std::get<std::size_t>(early),
            "more bytes do not move the end");
  }
  const auto* size = std::get_if<std::size_t>(&found);
  if (size == nullptr || *size == 0) return;
  const std::string_view text = input.substr(0, *size);
  require(text.ends_with("\r\n\r\n"), "a head ends in an empty line");
  const auto parsed = server::parseHead(text, limits);
  if (const auto* accepted = std::get_if<RequestHead>(&parsed)) {
    checkAccepted(text, *accepted, limits);
    const std::string copy = written(*accepted);
    const auto again = server::parseHead(copy, Limits());
    require(
        std::holds_alternative<RequestHead>(again) && written(std::get<RequestHead>(again)) == copy,
        "a head is read as it is written");
  }
}

}  // namespace freezer::fuzz
