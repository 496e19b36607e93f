#pragma once

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "core/store/store.h"
#include "tests/support/temporary_folder.h"

namespace freezer::test {

class ReusedDatabase;

/// A kind of store that tests run on.
struct Engine {
  std::string name;
  bool isMariadb = false;  ///< Otherwise SQLite.
  bool reruns = false;     ///< RerunningStore.
};

inline void PrintTo(const Engine& engine, std::ostream* out) {
  *out << engine.name;
}

/// All engines, for suites with an engine as their parameter.
std::vector<Engine> engines();

/// One of them, or "rerunning": SQLite under a RerunningStore. Throws std::runtime_error if there
/// is none of this name.
Engine engineNamed(const std::string& name);

/// The engine of suites without such a parameter: the one that the environment variable
/// FREEZER_TEST_ENGINE names, by default "sqlite". See freezer_add_engine_tests() of CMake.
Engine engineUnderTest();

/// Executes SQL statements on the tables of a store behind its back, in one session of the
/// database, which does not mind missing rows that others refer to.
using SqlSession = std::function<void(const std::string& sql)>;

/// The place of a store, which is empty at first, and removed with this object.
class StorePlace {
 public:
  explicit StorePlace(const Engine& engine = engineUnderTest());
  StorePlace(const StorePlace&) = delete;
  StorePlace& operator=(const StorePlace&) = delete;
  ~StorePlace();

  const std::string& url() const { return url_; }

  /// A folder for files of the test; the store of SQLite is in it.
  const TemporaryFolder& folder() const { return folder_; }

  /// Opens the store. May be called several times.
  std::unique_ptr<Store> open() const;

  SqlSession sqlSession() const;

 private:
  const Engine engine_;
  const TemporaryFolder folder_;
  const std::unique_ptr<ReusedDatabase> database_;  ///< Null for SQLite.
  const std::string url_;
};

}  // namespace freezer::test
