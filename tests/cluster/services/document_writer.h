#pragma once

#include <cstddef>
#include <vector>

#include "tests/cluster/services/client.h"
#include "tests/faults/written.h"

namespace freezer::test {

/// Creates, changes and deletes documents of its own. When it does not know the outcome of a
/// change, it looks, and sends the change again if it was not made.
class DocumentWriter : public Client {
 public:
  using Client::Client;

  /// The documents that were changed since the last call, and all. Valid while it does not run.
  std::vector<Written> takeChanged();
  std::vector<Written> documents() const;

 private:
  void step(const std::stop_token& stop) override;

  Written& current();
  void change(Written& document);
  void look(Written& document);
  void accept(Written& document);
  void doubt(Written& document);

  std::vector<Written> documents_;
  std::size_t unchanged_ = 0;  ///< Documents before this one have not changed since takeChanged().
  bool isUnsure_ = false;      ///< The last change of the current document has an unknown outcome.
  bool wasUnsure_ = false;     ///< An earlier one had; the service may still execute it.
};

}  // namespace freezer::test
