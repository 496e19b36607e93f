#include "core/rules/clients.h"

#include "core/pointers.h"
#include "core/rules/records.h"
#include "core/uuid.h"

namespace freezer {
namespace {

/// The hostname of a central client must be unique in all projects.
Result<void> checkHostname(Operation& operation, const Document& client) {
  const std::string hostname = client.textAt(at::kClientHostname);
  if (hostname.empty()) return {};
  const auto other = operation.transaction.clientWithHostname(
      hostname, client.textAt(at::kClientClientId), isCentral(client));
  if (!other) return other.error();
  if (!other.value()) return {};
  return Error{ErrorCode::AlreadyExists,
               "the hostname " + hostname + " is in use; that of a central client must be unique"};
}

Result<void> prepareClient(Operation& operation, Change& change) {
  addClientDefaults(change.after);
  const bool sameIdentity =
      change.before != nullptr && isCentral(*change.before) == isCentral(change.after) &&
      change.before->textAt(at::kClientHostname) == change.after.textAt(at::kClientHostname);
  return sameIdentity ? Result<void>() : checkHostname(operation, change.after);
}

}  // namespace

bool isCentral(const Document& client) {
  const Value central = client.at(at::kIsCentral);
  return central.isBoolean() && central.boolean();
}

void addClientDefaults(Document& client) {
  if (client.textAt(at::kClientUuid).empty()) client.set(at::kClientUuid, newId());
  for (const Capability& capability : capabilities()) {
    const std::string pointer = at::member(at::kClient, capability.field);
    if (client.arrayAt(pointer)) continue;
    Array everything = Array::make();
    for (const std::string_view value : capability.values) everything.add(std::string(value));
    client.set(pointer, everything);
  }
}

const Rules& clientRules() {
  static constexpr Rules kRules = {.prepare = prepareClient};
  return kRules;
}

}  // namespace freezer
