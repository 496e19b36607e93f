#pragma once

#include <string>

#include "core/resource.h"
#include "core/store/store.h"
#include "server/http/request.h"
#include "tests/fuzz/choices.h"
#include "tests/fuzz/scratch_store.h"

namespace freezer::fuzz {

/// A request, and what it is about.
struct Ask {
  server::Request request;
  const Resource* resource = nullptr;
  std::string id;       ///< Of the document in the path; empty: a collection.
  bool isPlain = true;  ///< Whether it is about one document only.
};

/// The document that the path names, as its caller sees the store, or null.
const Record* named(const ScratchStore::Content& content, const Ask& ask);

/// Makes a request by a small grammar, mostly about documents that exist.
Ask nextAsk(const ScratchStore::Content& content, Choices& choices);

}  // namespace freezer::fuzz
