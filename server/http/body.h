#pragma once

#include <optional>

#include "server/http/head.h"
#include "server/http/stream.h"

namespace freezer::server {

/// Reads the body that `head` announces from `stream` into its request, to its very end: what
/// stays unread would be taken for the next request. After a refusal the stream can only be
/// closed.
std::optional<Refusal> readBody(Stream& stream, RequestHead& head, const Limits& limits,
                                Deadline deadline);

/// The refusal of a request that did not arrive in time or not as a whole.
Refusal incomplete(Transfer state);

}  // namespace freezer::server
