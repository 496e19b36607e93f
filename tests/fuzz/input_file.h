#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <stdexcept>
#include <string>
#include <string_view>

namespace freezer::fuzz {

/// An input as a file, in memory only, for code that reads files by name.
class InputFile {
 public:
  explicit InputFile(std::string_view text) : descriptor_(::memfd_create("input", MFD_CLOEXEC)) {
    const auto size = static_cast<ssize_t>(text.size());
    if (::write(descriptor_, text.data(), text.size()) != size) {
      throw std::runtime_error("cannot write a file in memory");
    }
  }
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  ~InputFile() { ::close(descriptor_); }

  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  const int descriptor_;
};

}  // namespace freezer::fuzz
