#pragma once

#include <cstdint>
#include <string>

#include "core/json/document.h"
#include "core/resource.h"
#include "core/store/store.h"

namespace freezer::bulk {

/// A digest of a set of documents that does not depend on their order.
class SetDigest {
 public:
  void add(std::uint64_t ofDocument) { sum_ += ofDocument; }

  /// 16 hexadecimal digits.
  std::string text() const;

 private:
  std::uint64_t sum_ = 0;
};

/// The digest of a document with its ID, owner, times and sidecar, but without its version, and
/// without the IDs of a job's actions: the store gives a new ID to an action that the job has
/// another text of. The order of members does not count, and null is the same as no member.
std::uint64_t digestOf(const Resource& resource, const Record& record, const Document& document);

}  // namespace freezer::bulk
