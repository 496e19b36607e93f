#include "core/rules/clients.h"

#include "core/rules/records.h"
#include "core/rules/rules.h"

namespace freezer {
namespace {

void setDefaults(Document& client) {
  if (client.textAt("/client/uuid").empty()) client.set("/client/uuid", newId());
  for (const Capability& capability : capabilities()) {
    const std::string pointer = "/client/" + std::string(capability.field);
    if (client.arrayAt(pointer)) continue;
    ArrayPtr everything = new Poco::JSON::Array;
    for (const std::string_view value : capability.values) everything->add(std::string(value));
    client.set(pointer, everything);
  }
}

/// The hostname of a central client is no other client's, in any project.
Result<void> checkHostname(Operation& operation, const Document& client) {
  const std::string hostname = client.textAt("/client/hostname");
  if (hostname.empty()) return {};
  const auto other = operation.transaction.clientWithHostname(
      hostname, client.textAt("/client/client_id"), isCentral(client));
  if (!other) return other.error();
  if (!other.value()) return {};
  return Error{ErrorCode::AlreadyExists,
               "the hostname " + hostname + " of a central client must be unique, and is taken"};
}

Result<void> prepareClient(Operation& operation, Change& change) {
  setDefaults(change.after);
  const bool sameIdentity =
      change.before != nullptr && isCentral(*change.before) == isCentral(change.after) &&
      change.before->textAt("/client/hostname") == change.after.textAt("/client/hostname");
  return sameIdentity ? Result<void>() : checkHostname(operation, change.after);
}

}  // namespace

bool isCentral(const Document& client) {
  const Value central = client.at("/client/is_central");
  return isBoolean(central) && central.extract<bool>();
}

const Rules& clientRules() {
  static constexpr Rules kRules = {prepareClient, nothingStored, nothingRemoved};
  return kRules;
}

}  // namespace freezer
