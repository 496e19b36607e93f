#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "cli/remote/service.h"
#include "core/resource.h"
#include "core/result.h"

namespace freezer::cli {

/// The ID of an entry of a list; empty if it has none.
std::string idOf(const Resource& resource, ValueRef entry);

/// Reads the list of one kind to its end, a page at a time.
class Listing {
 public:
  /// `service` must outlive this.
  Listing(RemoteService& service, const Resource& resource)
      : service_(service), resource_(resource) {}

  const Resource& resource() const { return resource_; }

  /// The next entry, or none at the end. StoreFailure if the list never ends.
  Result<std::optional<Value>> next();

  /// Whether the order of the list has changed while it was read, so that entries may be missing.
  /// True once for each such change.
  bool hasShifted() { return std::exchange(hasShifted_, false); }

 private:
  /// Reads the next page; false at the end.
  Result<bool> readPage();
  Result<RemotePage> nextPage();
  std::string offset(std::int64_t number) const;
  Result<void> checkProgress();
  void forgetSeen();

  RemoteService& service_;
  const Resource& resource_;
  RemotePage page_;
  std::size_t position_ = 0;   ///< In the page.
  std::int64_t limit_ = 100;   ///< Of a page.
  std::int64_t offset_ = 0;    ///< Number of entries of all pages that were read.
  std::string last_;           ///< The last ID of the page.
  std::set<std::string> ids_;  ///< Of the page.
  bool isAtEnd_ = false;
  bool hasShifted_ = false;

  // Brent's search for a cycle of pages.
  std::string remembered_;
  std::int64_t pagesSince_ = 0;
  std::int64_t rememberFor_ = 1;
};

}  // namespace freezer::cli
