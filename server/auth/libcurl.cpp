#include "server/auth/libcurl.h"

#include <dlfcn.h>

#include <string>

namespace freezer::server {
namespace {

/// What the linker says of the call before.
std::string linkerError() {
  const char* const why = ::dlerror();  // NOLINT(concurrency-mt-unsafe): glibc has one per thread.
  return why == nullptr ? "unknown failure" : why;
}

Error unusable(const std::string& why) {
  return {ErrorCode::InvalidRequest, "Keystone cannot be asked without libcurl (" + why +
                                         "); install it (Debian: the package libcurl4)"};
}

/// Makes `target` the function of that name. False when the library has none.
template <typename Function>
bool find(void* library, const char* name, Function*& target) {
  target = reinterpret_cast<Function*>(::dlsym(library, name));
  return target != nullptr;
}

bool findAll(void* library, Libcurl& curl) {
  return find(library, "curl_global_init", curl.global_init) &&
         find(library, "curl_easy_init", curl.easy_init) &&
         find(library, "curl_easy_cleanup", curl.easy_cleanup) &&
         find(library, "curl_easy_reset", curl.easy_reset) &&
         find(library, "curl_easy_setopt", curl.easy_setopt) &&
         find(library, "curl_easy_perform", curl.easy_perform) &&
         find(library, "curl_easy_getinfo", curl.easy_getinfo) &&
         find(library, "curl_easy_strerror", curl.easy_strerror) &&
         find(library, "curl_slist_append", curl.slist_append) &&
         find(library, "curl_slist_free_all", curl.slist_free_all);
}

}  // namespace

Result<Libcurl> Libcurl::load(const char* file) {
  void* const library = ::dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return unusable(linkerError());
  Libcurl curl{};
  if (!findAll(library, curl)) return unusable(linkerError());
  const CURLcode code = curl.global_init(CURL_GLOBAL_DEFAULT);
  if (code != CURLE_OK) return unusable(curl.easy_strerror(code));
  return curl;
}

}  // namespace freezer::server
