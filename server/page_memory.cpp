#include "server/page_memory.h"

#include <utility>

namespace freezer::server {
namespace {

/// What plenty is, in full pages.
constexpr std::size_t kPages = 8;

/// A page has at least this part of a full one.
constexpr std::size_t kSmallPart = 32;

}  // namespace

PageMemory::Share::Share(Share&& other) noexcept
    : memory_(std::exchange(other.memory_, nullptr)), held_(std::exchange(other.held_, 0)) {}

PageMemory::Share& PageMemory::Share::operator=(Share&& other) noexcept {
  std::swap(memory_, other.memory_);
  std::swap(held_, other.held_);
  return *this;
}

bool PageMemory::Share::hasRoom(std::size_t bytes) {
  if (memory_ == nullptr) return true;
  const std::size_t most = memory_->maxPage_;
  if (bytes < most / kSmallPart) return true;
  set(bytes);
  return bytes < most && memory_->held() <= most * kPages;
}

void PageMemory::Share::set(std::size_t bytes) {
  if (memory_ == nullptr || bytes == held_) return;
  memory_->held_ += bytes - held_;  // Unsigned numbers wrap around, so that this also subtracts.
  held_ = bytes;
}

}  // namespace freezer::server
