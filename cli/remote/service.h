#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/remote/http_client.h"
#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"

namespace freezer::cli {

/// A part of a list.
struct RemotePage {
  std::vector<Value> entries = {};
  bool hasNext = false;  ///< Whether the service says that more entries follow.
};

/// The documents of a Freezer service that a token may see. Calls must not overlap. Each Error says
/// what to do; Unauthenticated, Forbidden and NotFound as the service answers.
class RemoteService {
 public:
  RemoteService(const RemoteAddress& address, HttpOptions options)
      : client_(address, std::move(options)), base_(address.base) {}

  /// `place` is "limit=100&offset=0". TooLarge if the page is too large, InvalidRequest if the
  /// service does not know the place.
  Result<RemotePage> page(const Resource& resource, const std::string& place);

  /// None if there is no such document.
  Result<std::optional<Document>> find(const Resource& resource, const std::string& id);

 private:
  Result<Object> objectOf(const std::string& path, const HttpAnswer& answer) const;
  Error errorOf(const std::string& url, const HttpAnswer& answer) const;

  HttpClient client_;
  const std::string base_;
};

}  // namespace freezer::cli
