#pragma once

#include <openssl/ssl.h>

#include "core/result.h"
#include "server/server.h"

namespace freezer::server {

/// Makes `context` use the certificate, the key and the client CA of `files`. Fails
/// with InvalidRequest, naming the file, what is wrong with it and what to do.
Result<void> useFiles(SSL_CTX& context, const TlsFiles& files);

}  // namespace freezer::server
