#pragma once

#include <cstdint>

namespace freezer::test {

/// A port of the loopback address that the system gives to no other program, so a server can be
/// stopped and restarted on it. Only a program that names the port and sets SO_REUSEPORT or
/// SO_REUSEADDR can listen on it.
class ReservedPort {
 public:
  ReservedPort();
  ReservedPort(const ReservedPort&) = delete;
  ReservedPort& operator=(const ReservedPort&) = delete;
  ~ReservedPort();

  std::uint16_t number() const { return number_; }

 private:
  int socket_;
  std::uint16_t number_ = 0;
};

}  // namespace freezer::test
