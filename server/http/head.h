#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "server/http/refusal.h"
#include "server/http/request.h"
#include "server/server.h"

namespace freezer::server {

/// A request without its body, and how to read that.
struct RequestHead {
  Request request;
  bool isHttp10 = false;
  bool keepAlive = true;         ///< Whether the client wants to send another request.
  bool expectsContinue = false;  ///< Whether it waits for "100 Continue" before the body.
  bool isChunked = false;
  std::size_t contentLength = 0;  ///< Of a body that is not chunked.
};

/// Where the head at the start of `bytes` ends: the number of its bytes with the
/// empty line after it, or 0 when more has to be read. Refuses a head that is
/// over the limits, complete or not.
std::variant<std::size_t, Refusal> findHead(std::string_view bytes, const Limits& limits);

/// Reads a head as findHead() delimits it. It is strict wherever two readers of
/// one request could disagree on where it ends: field lines are not folded, have
/// no space before the colon and no control characters; the length of the body is
/// one plain decimal Content-Length or exactly `chunked`, never both (RFC 9112,
/// sections 5 and 6).
std::variant<RequestHead, Refusal> parseHead(std::string_view head, const Limits& limits);

}  // namespace freezer::server
