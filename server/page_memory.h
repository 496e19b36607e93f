#pragma once

#include <atomic>
#include <cstddef>

namespace freezer::server {

/// The memory of the pages of lists, which clients that read slowly keep for long. Pages are full
/// while there is plenty; then they end early, since together they could use all of it. Safe to
/// use from several threads at once.
class PageMemory {
 public:
  /// A full page has `maxPage` bytes.
  explicit PageMemory(std::size_t maxPage) : maxPage_(maxPage) {}

  /// The memory of one page, until its destruction. For one thread.
  class Share {
   public:
    Share() = default;  ///< Of nothing, without a limit.
    explicit Share(PageMemory& memory) : memory_(&memory) {}
    Share(Share&& other) noexcept;
    Share& operator=(Share&& other) noexcept;
    ~Share() { set(0); }

    /// Whether the page, which has `bytes` now, may get another document.
    bool hasRoom(std::size_t bytes);

   private:
    void set(std::size_t bytes);

    PageMemory* memory_ = nullptr;
    std::size_t held_ = 0;
  };

  /// The bytes of all pages, except small ones, which are not counted.
  std::size_t held() const { return held_; }

 private:
  const std::size_t maxPage_;
  std::atomic<std::size_t> held_ = 0;
};

}  // namespace freezer::server
