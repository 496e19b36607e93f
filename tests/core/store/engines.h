#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "core/store/store.h"
#include "tests/support/temporary_folder.h"

namespace freezer::test {

/// A kind of store that the suite for Store runs on.
struct Engine {
  std::string name;
  std::string (*url)(const TemporaryFolder& folder);  ///< Of an empty store.
};

inline void PrintTo(const Engine& engine, std::ostream* out) {
  *out << engine.name;
}

inline std::vector<Engine> engines() {
  return {{"sqlite", [](const TemporaryFolder& folder) { return folder.storeUrl(); }}};
}

}  // namespace freezer::test
