#include "core/rules/polls.h"

namespace freezer {

const std::string* pollingClient(const Search& search) {
  if (search.conditions.size() != 2 || !search.words.empty() || search.timeAfter ||
      search.timeBefore) {
    return nullptr;
  }
  const std::string* client_id = nullptr;
  bool isOpen = false;
  for (const Condition& condition : search.conditions) {
    if (!condition.text) return nullptr;
    if (condition.negated) {
      isOpen = condition.key == "status" && *condition.text == "completed";
    } else if (condition.key == "client_id") {
      client_id = &*condition.text;
    }
  }
  return isOpen ? client_id : nullptr;
}

}  // namespace freezer
