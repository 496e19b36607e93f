#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "core/resource.h"
#include "core/store/store.h"
#include "tests/support/temporary_folder.h"

namespace freezer::fuzz {

/// A store that the inputs of a target use one after the other, because opening one takes long.
class ScratchStore {
 public:
  using Key = std::pair<Kind, std::string>;  ///< Kind and ID.
  using Content = std::map<Key, Record>;

  ScratchStore();

  Store& store() { return *store_; }

  /// Removes all documents.
  void clear();

  /// All documents.
  Content content();

  /// Requires what `freezer-api db check` checks.
  void check() const;

 private:
  const test::TemporaryFolder folder_;
  const std::unique_ptr<Store> store_;
};

}  // namespace freezer::fuzz
