#pragma once

#include <string>
#include <type_traits>

#include "core/freezer.h"

namespace freezer::cli {

/// withNamed() for the audit log, in which an attempt with the beginning of an ID would be a
/// refused change: the ID is completed first.
template <typename Work>
std::invoke_result_t<Work&, const std::string&> withResolved(const Freezer& freezer,
                                                             const Resource& resource,
                                                             const Caller& caller,
                                                             const std::string& given, Work work) {
  const Result<std::string> id = freezer.resolve(resource, caller, given);
  auto result = work(id ? id.value() : given);
  const bool isAmbiguous = !id && id.error().code == ErrorCode::InvalidRequest;
  return !result && isAmbiguous ? id.error() : result;
}

/// Calls `work` with the ID that the user has given and, if it names no document, once more with
/// the only ID that begins with it. `work` returns a Result and has no effect if it fails. An ID
/// that exists costs nothing more. InvalidRequest, with the candidates, if several IDs begin so.
template <typename Work>
std::invoke_result_t<Work&, const std::string&> withNamed(const Freezer& freezer,
                                                          const Resource& resource,
                                                          const Caller& caller,
                                                          const std::string& given, Work work) {
  if (caller.audit != nullptr) return withResolved(freezer, resource, caller, given, work);
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
