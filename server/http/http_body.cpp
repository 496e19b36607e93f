#include "server/http/http_body.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <variant>

#include "server/http/text.h"

namespace freezer::server {
namespace {

/// Bytes of a line that gives the size of a chunk, extensions included, and of
/// a trailer line. Neither is used, so there is no reason to take longer ones.
constexpr std::size_t kMaxLine = 1024;
constexpr std::size_t kMaxTrailers = 64;

constexpr Refusal kTooLarge = {413, "The body of the request is too large."};
constexpr Refusal kBadChunk = {400, "The chunks of the body are malformed."};

/// Moves `count` bytes from the stream to `body`.
std::optional<Refusal> readBytes(HttpStream& stream, std::size_t count, std::string& body,
                                 Deadline deadline) {
  while (true) {
    const std::string_view part = stream.unread().substr(0, count);
    body += part;
    count -= part.size();
    stream.take(part.size());
    if (count == 0) return {};
    const auto state = stream.fill(deadline);
    if (state != HttpStream::State::Ready) return incomplete(state);
  }
}

/// Takes a line off the stream, without its end. A line feed of its own could be
/// taken for an end by others on the way, so no control character is let through.
std::variant<std::string, Refusal> readLine(HttpStream& stream, Deadline deadline) {
  while (true) {
    const std::string_view unread = stream.unread();
    const std::size_t end = unread.find("\r\n");
    if (std::min(end, unread.size()) > kMaxLine) return kBadChunk;
    if (end != unread.npos) {
      std::string line(unread.substr(0, end));
      if (std::ranges::any_of(line, isControl)) return kBadChunk;
      stream.take(end + 2);
      return line;
    }
    const auto state = stream.fill(deadline);
    if (state != HttpStream::State::Ready) return incomplete(state);
  }
}

/// The size of a chunk from its line "1a2b;extension=ignored".
std::variant<std::size_t, Refusal> parseChunkSize(std::string_view line) {
  const std::string_view digits = takeUntil(line, ';');
  if (digits.empty() || !std::ranges::all_of(digits, isHexDigit)) return kBadChunk;
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), size, 16);
  if (error != std::errc{}) return kTooLarge;
  return size;
}

std::optional<Refusal> skipTrailers(HttpStream& stream, Deadline deadline) {
  for (std::size_t i = 0; i <= kMaxTrailers; ++i) {
    const auto line = readLine(stream, deadline);
    if (const auto* refusal = std::get_if<Refusal>(&line)) return *refusal;
    if (std::get<std::string>(line).empty()) return {};
  }
  return kBadChunk;
}

/// RFC 9112, section 7.1.
std::optional<Refusal> readChunks(HttpStream& stream, std::string& body, std::size_t maxBody,
                                  Deadline deadline) {
  while (true) {
    const auto line = readLine(stream, deadline);
    if (const auto* refusal = std::get_if<Refusal>(&line)) return *refusal;
    const auto size = parseChunkSize(std::get<std::string>(line));
    if (const auto* refusal = std::get_if<Refusal>(&size)) return *refusal;

    const std::size_t count = std::get<std::size_t>(size);
    if (count == 0) return skipTrailers(stream, deadline);
    if (count > maxBody - body.size()) return kTooLarge;
    if (const auto refusal = readBytes(stream, count, body, deadline)) return refusal;
    const auto end = readLine(stream, deadline);
    if (const auto* refusal = std::get_if<Refusal>(&end)) return *refusal;
    if (!std::get<std::string>(end).empty()) return kBadChunk;
  }
}

}  // namespace

Refusal incomplete(HttpStream::State state) {
  if (state == HttpStream::State::TimedOut) {
    return {408, "The request did not arrive in time."};
  }
  return {400, "The connection ended before the request did."};
}

std::optional<Refusal> readBody(HttpStream& stream, RequestHead& head, const Limits& limits,
                                Deadline deadline) {
  if (head.contentLength > limits.maxBody) return kTooLarge;
  const bool hasBody = head.isChunked || head.contentLength > 0;
  // A client that has begun to send the body does not wait any more.
  if (hasBody && head.expectsContinue && stream.unread().empty()) {
    const auto state = stream.write("HTTP/1.1 100 Continue\r\n\r\n", deadline);
    if (state != HttpStream::State::Ready) return incomplete(state);
  }
  std::string& body = head.request.body;
  if (head.isChunked) return readChunks(stream, body, limits.maxBody, deadline);
  body.reserve(head.contentLength);
  return readBytes(stream, head.contentLength, body, deadline);
}

}  // namespace freezer::server
