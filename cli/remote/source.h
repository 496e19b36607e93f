#pragma once

#include <memory>

#include "cli/remote/http_client.h"
#include "core/bulk/source.h"
#include "core/store/store.h"

namespace freezer::cli {

/// The documents of a Freezer service that a token may see, read by REST. The lists are read a page
/// at a time; they may change while they are read. With `strict`, refuses a document that this
/// service would not accept from a client.
std::unique_ptr<bulk::Source> remoteSource(const RemoteAddress& address, HttpOptions options,
                                           bool strict, Clock clock);

}  // namespace freezer::cli
