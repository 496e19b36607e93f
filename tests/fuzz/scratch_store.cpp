#include "tests/fuzz/scratch_store.h"

#include "core/rules/invariants.h"
#include "core/store/open.h"
#include "tests/fuzz/target.h"

namespace freezer::fuzz {
namespace {

ScratchStore::Content contentOf(Snapshot& snapshot) {
  ScratchStore::Content content;
  Query everything;
  everything.limit = kNoLimit;
  for (const Resource& resource : resources()) {
    const auto add = [&](Record& record) -> Result<void> {
      const ScratchStore::Key key{resource.kind, record.id};
      content.emplace(key, std::move(record));
      return {};
    };
    const Scope everyone{Scope::By::Everyone, {}};
    require(static_cast<bool>(snapshot.list(resource, everyone, everything, add)),
            "all documents can be listed");
  }
  return content;
}

}  // namespace

ScratchStore::ScratchStore() : store_(openStore(folder_.storeUrl()).value()) {}

void ScratchStore::clear() {
  const auto cleared = store_->write([](Transaction& transaction) -> Result<void> {
    for (const auto& [key, record] : contentOf(transaction)) {
      const auto removed = transaction.remove(resourceOf(key.first), record.id);
      if (!removed) return removed;
    }
    return {};
  });
  require(static_cast<bool>(cleared), "the store can be cleared");
}

ScratchStore::Content ScratchStore::content() {
  Content content;
  const auto read = store_->read([&](Snapshot& snapshot) -> Result<void> {
    content = contentOf(snapshot);
    return {};
  });
  require(static_cast<bool>(read), "the store can be read");
  return content;
}

void ScratchStore::check() const {
  const auto findings = checkStore(folder_.storeUrl());
  require(static_cast<bool>(findings), "the store can be checked");
  if (findings.value().lines().empty()) return;
  throw Broken("db check: " + findings.value().lines().front());
}

}  // namespace freezer::fuzz
