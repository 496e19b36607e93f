#pragma once

#include <sodium.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "core/store/store.h"

namespace freezer::bulk {

/// A count and a BLAKE2b hash of records or other rows in their order: two stores with the same
/// rows have the same digest.
class Digest {
 public:
  Digest();

  /// Adds all members of a record but its checksum.
  void add(const Record& record);

  /// Ends a row, of which add() got the values.
  void addValue(std::string_view text);
  void addValue(std::int64_t number);
  void endRow() { ++count_; }

  std::int64_t count() const { return count_; }

  /// 32 hexadecimal digits. Nothing can be added afterwards.
  std::string finish();

 private:
  crypto_generichash_state state_;
  std::int64_t count_ = 0;
};

}  // namespace freezer::bulk
