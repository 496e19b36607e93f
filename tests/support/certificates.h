#pragma once

#include <chrono>
#include <string>

namespace freezer::test {

/// What a certificate says, and who can read its key.
struct Subject {
  std::string name;
  /// From now on; what has passed is negative.
  std::chrono::seconds begin = std::chrono::hours(-1);
  std::chrono::seconds end = std::chrono::hours(1);
  std::string password = {};  ///< Of the key; empty: none.
};

/// A certificate and its key, in files of PEM format that are made right here: none
/// is kept that could expire.
struct Certificate {
  std::string file;
  std::string key;
};

/// Makes NAME.crt and NAME.key in `folder`, signed by `issuer`, or by itself as a CA
/// where there is none. Files of these names are replaced.
Certificate makeCertificate(const std::string& folder, const Subject& subject,
                            const Certificate* issuer = nullptr);

}  // namespace freezer::test
