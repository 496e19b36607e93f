#pragma once

#include <string>
#include <type_traits>

#include "core/freezer.h"

namespace freezer::cli {

/// Calls `work` with the ID that the user has given and, if it names no document, once more with
/// the only ID that begins with it. `work` returns a Result and has no effect if it fails. An ID
/// that exists costs nothing more. InvalidRequest, with the candidates, if several IDs begin so.
template <typename Work>
std::invoke_result_t<Work&, const std::string&> withNamed(const Freezer& freezer,
                                                          const Resource& resource,
                                                          const Caller& caller,
                                                          const std::string& given, Work work) {
  auto result = work(given);
  // Some operations on two documents refuse a request that names an unknown one.
  const bool isNaming = !result && (result.error().code == ErrorCode::NotFound ||
                                    result.error().code == ErrorCode::InvalidRequest);
  if (!isNaming) return result;
  const Result<std::string> id = freezer.resolve(resource, caller, given);
  if (!id) return id.error().code == ErrorCode::NotFound ? result : id.error();
  if (id.value() == given) return result;
  return work(id.value());
}

}  // namespace freezer::cli
