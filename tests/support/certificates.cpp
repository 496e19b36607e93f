#include "tests/support/certificates.h"

#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>
#include <stdexcept>

namespace freezer::test {
namespace {

struct Deleter {
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
  void operator()(std::FILE* file) const { std::fclose(file); }
};
template <typename Type>
using Owned = std::unique_ptr<Type, Deleter>;

/// Returns `made`; throws if it is null, which means that OpenSSL failed.
template <typename Type>
Owned<Type> owned(Type* made) {
  if (made == nullptr) throw std::runtime_error("OpenSSL cannot create a certificate");
  return Owned<Type>(made);
}

Owned<std::FILE> open(const std::string& file, const char* mode) {
  return owned(std::fopen(file.c_str(), mode));
}

void write(const Certificate& to, X509& certificate, EVP_PKEY& key, std::string password) {
  PEM_write_X509(open(to.file, "w").get(), &certificate);
  const EVP_CIPHER* const cipher = password.empty() ? nullptr : EVP_aes_256_cbc();
  PEM_write_PrivateKey(open(to.key, "w").get(), &key, cipher, nullptr, 0, nullptr,
                       password.empty() ? nullptr : password.data());
}

void fill(X509& certificate, const Subject& subject, EVP_PKEY& key) {
  static long serial = 0;
  X509_set_version(&certificate, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(&certificate), ++serial);
  X509_gmtime_adj(X509_getm_notBefore(&certificate), subject.begin.count());
  X509_gmtime_adj(X509_getm_notAfter(&certificate), subject.end.count());
  X509_set_pubkey(&certificate, &key);
  const auto* const name = reinterpret_cast<const unsigned char*>(subject.name.c_str());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(&certificate), "CN", MBSTRING_UTF8, name, -1, -1,
                             0);
}

void markAsCa(X509& certificate) {
  const auto ca = owned(X509V3_EXT_conf_nid(nullptr, nullptr, NID_basic_constraints, "CA:TRUE"));
  X509_add_ext(&certificate, ca.get(), -1);
}

}  // namespace

Certificate makeCertificate(const std::string& folder, const Subject& subject,
                            const Certificate* issuer) {
  const Certificate made{folder + "/" + subject.name + ".crt",
                         folder + "/" + subject.name + ".key"};
  const auto key = owned(EVP_EC_gen("P-256"));
  const auto certificate = owned(X509_new());
  fill(*certificate, subject, *key);
  if (issuer == nullptr) {
    markAsCa(*certificate);
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get()));
    X509_sign(certificate.get(), key.get(), EVP_sha256());
  } else {
    const auto ca = owned(PEM_read_X509(open(issuer->file, "r").get(), nullptr, nullptr, nullptr));
    const auto caKey =
        owned(PEM_read_PrivateKey(open(issuer->key, "r").get(), nullptr, nullptr, nullptr));
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(ca.get()));
    X509_sign(certificate.get(), caKey.get(), EVP_sha256());
  }
  write(made, *certificate, *key, subject.password);
  return made;
}

}  // namespace freezer::test
