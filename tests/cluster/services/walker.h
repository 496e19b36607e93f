#pragma once

#include <atomic>
#include <cstdint>
#include <set>
#include <string>

#include "tests/cluster/services/client.h"

namespace freezer::test {

/// Reads whole lists page by page. No page may repeat a document, and none that exists all the time
/// may be missing.
class Walker : public Client {
 public:
  using Client::Client;

  std::int64_t walks() const { return walks_; }

 private:
  void step(const std::stop_token& stop) override;

  /// The ids in the list; none if it could not be read to its end.
  std::optional<std::set<std::string>> walk(Kind kind, const std::stop_token& stop);

  std::atomic<std::int64_t> walks_ = 0;
};

}  // namespace freezer::test
