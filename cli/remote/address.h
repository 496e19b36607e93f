#pragma once

#include <cstdint>
#include <string>

#include "core/result.h"

namespace freezer::cli {

/// The place of the documents in a Freezer service.
struct RemoteAddress {
  std::string origin;     ///< For messages: "https://backup.example.org:9090".
  std::string authority;  ///< Host and port as the URL has them.
  std::string host;
  std::uint16_t port = 0;
  bool isSecure = false;
  std::string base;  ///< The path of the lists: "/freezer/v2/PROJECT" or "/v1".

  /// The project of documents without one, which v1 stored; empty: none.
  std::string project;
};

/// `text` as one segment of a path, or as a value in a query.
std::string encodedForPath(const std::string& text);

/// Whether `url` is one of HTTP.
bool isRemoteUrl(const std::string& url);

/// Reads the URL of a service. With `project`, the documents are those that v2 shows of it, unless
/// the URL ends with /v1; otherwise those that v1 shows. InvalidRequest, without the URL's
/// password, if the URL is none.
Result<RemoteAddress> remoteAddress(const std::string& url, const std::string& project);

}  // namespace freezer::cli
