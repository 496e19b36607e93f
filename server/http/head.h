#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "server/http/refusal.h"
#include "server/http/request.h"
#include "server/server.h"

namespace freezer::server {

/// A request without its body, and how to read the body.
struct RequestHead {
  Request request;
  bool isHttp10 = false;
  bool keepAlive = true;         ///< Whether the client may send another request.
  bool expectsContinue = false;  ///< Whether the client waits for "100 Continue".
  bool isChunked = false;
  std::size_t contentLength = 0;  ///< Of a body that is not chunked.
};

/// The size of the head at the start of `bytes`, with the empty line after it, or 0 when more
/// bytes are needed. Refuses a head that exceeds the limits, complete or not.
std::variant<std::size_t, Refusal> findHead(std::string_view bytes, const Limits& limits);

/// Reads a head that findHead() delimited. It is strict where two readers of a request could
/// disagree on its end: field lines are not folded and have no space before the colon and no
/// control characters; the length of the body is one plain decimal Content-Length or exactly
/// `chunked`, never both (RFC 9112, sections 5 and 6).
std::variant<RequestHead, Refusal> parseHead(std::string_view head, const Limits& limits);

}  // namespace freezer::server
