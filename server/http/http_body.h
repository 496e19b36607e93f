#pragma once

#include <optional>
#include <string>

#include "server/http/http_head.h"
#include "server/http/http_stream.h"

namespace freezer::server {

/// Reads the body that `head` announces from `stream` into its request, to its
/// very end: what is left unread would be taken for the next request. After a
/// refusal, and after a connection that was lost or too slow, the stream can only
/// be closed.
std::optional<Refusal> readBody(HttpStream& stream, RequestHead& head, const Limits& limits,
                                Deadline deadline);

/// Why a request that did not arrive in time or in whole is refused.
Refusal incomplete(HttpStream::State state);

}  // namespace freezer::server
