#include "cli/remote/listing.h"

#include <algorithm>
#include <utility>

#include "cli/remote/address.h"
#include "core/pointers.h"
#include "core/rules/envelope.h"

namespace freezer::cli {

std::string idOf(const Resource& resource, ValueRef entry) {
  const Object object = asObject(entry);
  return object ? Document::viewOf(object).textAt(idPointer(resource)) : std::string();
}

Result<std::optional<Value>> Listing::next() {
  while (position_ == page_.entries.size()) {
    const auto isRead = readPage();
    if (!isRead) return isRead.error();
    if (!isRead.value()) return std::optional<Value>();
  }
  return std::optional(std::move(page_.entries[position_++]));
}

Result<bool> Listing::readPage() {
  if (isAtEnd_) return false;
  const bool hadNext = page_.hasNext;
  auto page = nextPage();
  while (!page && page.error().code == ErrorCode::TooLarge && limit_ > 1) {
    limit_ /= 2;
    page = nextPage();
  }
  if (!page) return page.error();
  page_ = std::move(page).value();
  position_ = 0;
  // The Python service does not say where its lists end: an empty page follows the last.
  isAtEnd_ = page_.entries.empty() || (hadNext && !page_.hasNext);
  if (page_.entries.empty()) return false;
  offset_ += static_cast<std::int64_t>(page_.entries.size());
  if (const auto checked = checkProgress(); !checked) return checked.error();
  forgetSeen();
  return true;
}

/// The marker costs the same on every page and never skips a document, but only this service knows
/// it.
Result<RemotePage> Listing::nextPage() {
  if (!page_.hasNext || last_.empty()) return service_.page(resource_, offset(offset_));
  auto page = service_.page(resource_,
                            "limit=" + std::to_string(limit_) + "&marker=" + encodedForPath(last_));
  if (page || page.error().code != ErrorCode::InvalidRequest) return page;
  // The marker was deleted: read the page before it once more.
  hasShifted_ = true;
  remembered_.clear();
  return service_.page(resource_, offset(std::max<std::int64_t>(offset_ - limit_, 0)));
}

std::string Listing::offset(std::int64_t number) const {
  return "limit=" + std::to_string(limit_) + "&offset=" + std::to_string(number);
}

/// A service that does not know `offset` answers with the same pages for ever.
Result<void> Listing::checkProgress() {
  std::string first = idOf(resource_, page_.entries.front());
  if (!first.empty() && first == remembered_) {
    return Error{ErrorCode::StoreFailure,
                 "the list of " + std::string(resource_.plural) + " repeats itself after " +
                     std::to_string(offset_) +
                     " entries: the service, or a proxy before it, ignores limit and offset"};
  }
  if (++pagesSince_ < rememberFor_) return {};
  remembered_ = std::move(first);
  pagesSince_ = 0;
  rememberFor_ *= 2;
  return {};
}

/// Removes the entries that the page before this one had: others were added before them.
void Listing::forgetSeen() {
  std::set<std::string> ids;
  std::vector<Value> fresh;
  for (Value& entry : page_.entries) {
    std::string id = idOf(resource_, entry);
    last_ = id;
    if (!id.empty() && ids_.contains(id)) {
      hasShifted_ = true;
      continue;
    }
    ids.insert(std::move(id));
    fresh.push_back(std::move(entry));
  }
  ids_ = std::move(ids);
  page_.entries = std::move(fresh);
}

}  // namespace freezer::cli
