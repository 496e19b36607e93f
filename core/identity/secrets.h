#pragma once

#include <string>
#include <string_view>

/// All of these may be called from several threads at once.
namespace freezer {

/// The hash of a password, with its salt and its costs, as text. It takes time and
/// memory, so that guessing does: Argon2id (RFC 9106) with 19 MiB and two passes,
/// the least that OWASP's "Password Storage Cheat Sheet" gives. Throws
/// std::bad_alloc when there is not enough memory.
std::string hashPassword(std::string_view password);

/// Whether `hash` is of `password`; it takes as long when it is not.
bool passwordMatches(std::string_view password, const std::string& hash);

/// A new token: 256 bits of the system's random source, as URL-safe text.
std::string newToken();

/// By what a token is found. Whoever reads it cannot make the token of it.
std::string tokenHash(std::string_view token);

}  // namespace freezer
