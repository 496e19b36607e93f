#pragma once

#include <string>

namespace freezer {

/// A new random UUID (RFC 4122, section 4.4) in its canonical form. Safe to call from several
/// threads at once.
std::string newUuid();

/// A new ID for a document: a random UUID as 32 hexadecimal digits.
std::string newId();

}  // namespace freezer
