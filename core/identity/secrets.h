#pragma once

#include <string>
#include <string_view>

/// All functions are safe to call from several threads at once.
namespace freezer {

/// The hash of a password, including salt and cost parameters, as text: Argon2id (RFC 9106) with 19
/// MiB and two passes, the minimum of OWASP's "Password Storage Cheat Sheet". Throws std::bad_alloc
/// if there is not enough memory.
std::string hashPassword(std::string_view password);

/// Whether `hash` is the hash of `password`. The time does not depend on the result.
bool passwordMatches(std::string_view password, const std::string& hash);

/// A new token: 256 bits of the system's random source, as URL-safe text.
std::string newToken();

/// The hash by which tokens are stored and found. The token cannot be recovered from it.
std::string tokenHash(std::string_view token);

}  // namespace freezer
