#pragma once

#include <string_view>

namespace freezer::server {

// What a client takes (RFC 9110, section 12.5). Of the ranges in a field that cover a thing, the
// most specific one decides, and the thing is taken unless its weight is 0.

/// Whether a client that sends this Accept field takes JSON. An empty field takes everything.
bool acceptsJson(std::string_view accept);

/// Whether it would rather have HTML than JSON, as browsers do for a page.
bool prefersHtml(std::string_view accept);

/// Whether a client that sends this Accept-Encoding field takes a body compressed by gzip.
bool acceptsGzip(std::string_view acceptEncoding);

}  // namespace freezer::server
