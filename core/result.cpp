#include "core/result.h"

namespace freezer {

Error invalidDocument(std::vector<Fault> faults) {
  const Fault& first = faults.front();
  std::string message =
      (first.pointer.empty() ? "The document" : first.pointer) + " " + first.message;
  if (faults.size() > 1) message += " (and " + std::to_string(faults.size() - 1) + " more)";
  return {ErrorCode::InvalidDocument, std::move(message), std::move(faults)};
}

}  // namespace freezer
