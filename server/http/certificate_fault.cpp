#include "server/http/certificate_fault.h"

#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <utility>

namespace freezer::server {
namespace {

std::string& certificateFault() {
  thread_local std::string fault;
  return fault;
}

int keepFault(int isGood, X509_STORE_CTX* store) {
  if (isGood == 0) {
    certificateFault() = ::X509_verify_cert_error_string(::X509_STORE_CTX_get_error(store));
  }
  return isGood;
}

}  // namespace

void keepCertificateFaults(SSL_CTX* context) {
  ::SSL_CTX_set_verify(context, ::SSL_CTX_get_verify_mode(context), keepFault);
}

std::string takeCertificateFault() {
  return std::exchange(certificateFault(), {});
}

}  // namespace freezer::server
