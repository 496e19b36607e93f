#pragma once

#include <cstddef>
#include <optional>

#include "server/http/head.h"
#include "server/http/stream.h"

namespace freezer::server {

/// Reads the body that `head` announces from `stream` into its request, to its very end: what
/// stays unread would be taken for the next request. More than `maxBody` bytes are refused, before
/// they are read. After a refusal the stream can only be closed.
std::optional<Refusal> readBody(Stream& stream, RequestHead& head, std::size_t maxBody,
                                Deadline deadline);

/// The refusal of a request that did not arrive in time or not as a whole.
Refusal incomplete(Transfer state);

}  // namespace freezer::server
