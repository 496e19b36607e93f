#pragma once

#include <chrono>
#include <string>

namespace freezer::test {

/// The content of a certificate, and the password of its key.
struct Subject {
  std::string name;
  /// Relative to now; negative: already expired.
  std::chrono::seconds begin = std::chrono::hours(-1);
  std::chrono::seconds end = std::chrono::hours(1);
  std::string password = {};  ///< The password of the key; empty: none.
};

/// PEM files of a certificate and its key. They are made for each test, because stored ones would
/// expire.
struct Certificate {
  std::string file;
  std::string key;
};

/// Writes NAME.crt and NAME.key to `folder`, signed by `issuer`, or self-signed as a CA without
/// one. Replaces existing files.
Certificate makeCertificate(const std::string& folder, const Subject& subject,
                            const Certificate* issuer = nullptr);

}  // namespace freezer::test
