#pragma once

#include <string>

namespace freezer {

/// A new random UUID (RFC 4122, section 4.4) in its canonical form. Unique, not
/// secret: it comes from a generator of the thread's own, since the system's
/// source of randomness would take longer than a document to write.
std::string newUuid();

}  // namespace freezer
