#include "server/http/body.h"

#include <string>
#include <string_view>

#include "server/http/chunks.h"

namespace freezer::server {
namespace {

/// Moves `count` bytes from the stream to `body`.
std::optional<Refusal> readBytes(Stream& stream, std::size_t count, std::string& body,
                                 Deadline deadline) {
  body.reserve(count);
  while (true) {
    const std::string_view part = stream.unread().substr(0, count);
    body += part;
    count -= part.size();
    stream.take(part.size());
    if (count == 0) return {};
    if (const auto state = stream.fill(deadline); state != Transfer::Ready) {
      return incomplete(state);
    }
  }
}

std::optional<Refusal> readChunks(Stream& stream, std::size_t maxBody, std::string& body,
                                  Deadline deadline) {
  ChunkDecoder decoder(maxBody);
  while (true) {
    std::string_view rest = stream.unread();
    if (const auto refusal = decoder.decode(rest, body)) return refusal;
    stream.take(stream.unread().size() - rest.size());
    if (decoder.isDone()) return {};
    if (const auto state = stream.fill(deadline); state != Transfer::Ready) {
      return incomplete(state);
    }
  }
}

}  // namespace

Refusal incomplete(Transfer state) {
  if (state == Transfer::TimedOut) return {408, "The request did not arrive in time."};
  return {400, "The connection was closed before the request was complete."};
}

std::optional<Refusal> readBody(Stream& stream, RequestHead& head, std::size_t maxBody,
                                Deadline deadline) {
  if (head.contentLength > maxBody) return kBodyTooLarge;
  const bool hasBody = head.isChunked || head.contentLength > 0;
  // A client that has begun to send the body does not wait any more.
  if (hasBody && head.expectsContinue && stream.unread().empty()) {
    const auto state = stream.write("HTTP/1.1 100 Continue\r\n\r\n", "", deadline);
    if (state != Transfer::Ready) return incomplete(state);
  }
  std::string& body = head.request.body;
  if (head.isChunked) return readChunks(stream, maxBody, body, deadline);
  return readBytes(stream, head.contentLength, body, deadline);
}

}  // namespace freezer::server
