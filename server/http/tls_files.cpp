#include "server/http/tls_files.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <cerrno>
#include <ctime>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>

namespace freezer::server {
namespace {

struct Deleter {
  void operator()(BIO* stream) const { BIO_free(stream); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};

Error fault(const std::string& file, std::string_view what) {
  return {ErrorCode::InvalidRequest, file + ": " + std::string(what)};
}

/// Adds the reason that OpenSSL gives, which quotes nothing of the file.
Error libraryFault(const std::string& file, std::string_view what) {
  const char* const reason = ERR_reason_error_string(ERR_peek_last_error());
  ERR_clear_error();
  return fault(file, std::string(what) + " (" + (reason == nullptr ? "unknown" : reason) + ").");
}

/// OpenSSL reports a missing file and garbage alike: "no start line".
Result<void> checkReadable(const std::string& file) {
  std::ifstream stream(file);
  stream.peek();
  if (stream.is_open() && !stream.bad()) return {};
  return fault(file, "cannot be read: " + std::generic_category().message(errno) + ".");
}

/// "2026-11-24T07:05:32Z"
std::string dateText(const ASN1_TIME* time) {
  std::tm utc = {};
  ASN1_TIME_to_tm(time, &utc);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

Result<void> checkDates(const X509* certificate, const std::string& file) {
  const ASN1_TIME* const begin = X509_get0_notBefore(certificate);
  const ASN1_TIME* const end = X509_get0_notAfter(certificate);
  if (X509_cmp_current_time(end) < 0) {
    return fault(file, "the certificate expired at " + dateText(end) + ". Renew it.");
  }
  if (X509_cmp_current_time(begin) > 0) {
    return fault(file, "the certificate is not valid before " + dateText(begin) +
                           ". Wait, or set the clock.");
  }
  return {};
}

Result<void> useCertificate(SSL_CTX& context, const std::string& file) {
  if (const auto readable = checkReadable(file); !readable) return readable;
  if (SSL_CTX_use_certificate_chain_file(&context, file.c_str()) != 1) {
    return libraryFault(file, "is not a certificate in PEM format, followed by its chain");
  }
  return checkDates(SSL_CTX_get0_certificate(&context), file);
}

/// Without this, OpenSSL would ask for the password on the terminal.
int noPassword(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*data*/) {
  return -1;
}

Result<void> useKey(SSL_CTX& context, const TlsFiles& files) {
  const std::string& file = files.key;
  if (const auto readable = checkReadable(file); !readable) return readable;
  const std::unique_ptr<BIO, Deleter> stream(BIO_new_file(file.c_str(), "r"));
  const std::unique_ptr<EVP_PKEY, Deleter> key(
      stream ? PEM_read_bio_PrivateKey(stream.get(), nullptr, noPassword, nullptr) : nullptr);
  if (!key) return libraryFault(file, "is not a private key in PEM format without a password");
  if (X509_check_private_key(SSL_CTX_get0_certificate(&context), key.get()) != 1) {
    ERR_clear_error();
    return fault(file, "is not the key of the certificate in " + files.certificate + ".");
  }
  if (SSL_CTX_use_PrivateKey(&context, key.get()) == 1) return {};
  return libraryFault(file, "is not a usable key");
}

Result<void> useClientCa(SSL_CTX& context, const std::string& file) {
  if (file.empty()) return {};
  if (const auto readable = checkReadable(file); !readable) return readable;
  // Sent to clients, so that they can choose a certificate.
  STACK_OF(X509_NAME)* const names = SSL_load_client_CA_file(file.c_str());
  if (names == nullptr || SSL_CTX_load_verify_file(&context, file.c_str()) != 1) {
    sk_X509_NAME_pop_free(names, X509_NAME_free);
    return libraryFault(file, "holds no CA certificate in PEM format");
  }
  SSL_CTX_set_client_CA_list(&context, names);
  SSL_CTX_set_verify(&context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  return {};
}

}  // namespace

Result<void> useFiles(SSL_CTX& context, const TlsFiles& files) {
  ERR_clear_error();
  if (const auto used = useCertificate(context, files.certificate); !used) return used;
  if (const auto used = useKey(context, files); !used) return used;
  return useClientCa(context, files.clientCa);
}

}  // namespace freezer::server
