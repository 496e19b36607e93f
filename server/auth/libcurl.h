#pragma once

#include <curl/curl.h>

#include "core/result.h"

namespace freezer::server {

/// The functions of libcurl that are used, under their names without "curl_".
///
/// The library is loaded by the one strategy that asks another service, and not linked:
/// with the thirty that it needs in turn, it would take most of the time in which any
/// other command is done.
struct Libcurl {
  decltype(&curl_global_init) global_init;
  decltype(&curl_easy_init) easy_init;
  decltype(&curl_easy_cleanup) easy_cleanup;
  decltype(&curl_easy_reset) easy_reset;
  decltype(&curl_easy_setopt) easy_setopt;
  decltype(&curl_easy_perform) easy_perform;
  decltype(&curl_easy_getinfo) easy_getinfo;
  decltype(&curl_easy_strerror) easy_strerror;
  decltype(&curl_slist_append) slist_append;
  decltype(&curl_slist_free_all) slist_free_all;

  /// Loads the library and sets it up. It stays in the process, so what is returned is
  /// good for ever and may be copied. InvalidRequest, saying what to install, when there
  /// is no such library or it is another. Safe to call from several threads at once.
  static Result<Libcurl> load(const char* file = "libcurl.so.4");
};

}  // namespace freezer::server
