#include "tests/core/store/engines.h"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "core/store/open.h"
#include "tests/core/store/database.h"
#include "tests/core/store/rerunning_store.h"
#include "tests/support/reused_database.h"
#include "tests/support/shared_mariadb.h"

namespace freezer::test {

std::vector<Engine> engines() {
  return {{"sqlite"}, {"mariadb", true}};
}

Engine engineNamed(const std::string& name) {
  auto all = engines();
  all.push_back({"rerunning", false, true});
  const auto found = std::ranges::find(all, name, &Engine::name);
  if (found == all.end()) throw std::runtime_error("no engine is named " + name);
  return *found;
}

Engine engineUnderTest() {
  const char* const name = std::getenv("FREEZER_TEST_ENGINE");
  return engineNamed(name == nullptr ? "sqlite" : name);
}

StorePlace::StorePlace(const Engine& engine)
    : engine_(engine),
      database_(engine.isMariadb ? std::make_unique<ReusedDatabase>() : nullptr),
      url_(engine.isMariadb ? database_->url() : folder_.storeUrl()) {}

StorePlace::~StorePlace() = default;

std::unique_ptr<Store> StorePlace::open() const {
  auto store = openStore(url_);
  if (!store) throw std::runtime_error(store.error().message + " " + store.error().detail);
  if (engine_.reruns) return std::make_unique<RerunningStore>(std::move(store).value());
  return std::move(store).value();
}

SqlSession StorePlace::sqlSession() const {
  if (engine_.isMariadb) {
    const auto session = std::make_shared<MariadbSession>(sharedMariadb().socket());
    session->execute("USE " + database_->name());
    session->execute("SET foreign_key_checks = 0, sql_mode = 'PIPES_AS_CONCAT'");
    return [session](const std::string& sql) { session->execute(sql); };
  }
  const auto database = std::make_shared<Database>(folder_.path() / "store.sqlite");
  database->execute("PRAGMA foreign_keys = OFF");
  return [database](const std::string& sql) { database->execute(sql); };
}

}  // namespace freezer::test
