#include "cli/complete/stored.h"

#include <string>
#include <vector>

#include "cli/caller.h"
#include "cli/config/load.h"
#include "cli/input/role.h"

namespace freezer::cli {
namespace {

/// Loads the settings and calls `work`, which ends at an error. The user, who only completes a
/// word, does not see it.
void quietly(Context& context, const Run& work) {
  const Result<void> ended = configured(context, work)();
  static_cast<void>(ended);
}

/// The same with the store, which is neither created nor upgraded.
void withStored(Context& context, const std::function<Result<void>(Freezer&)>& work) {
  context.noCreate = true;
  quietly(context, [&] { return readFreezer(context, work); });
}

/// Ends a list after some 20,000 documents, of which the project has few: they take 20 ms.
Proceed boundedSearch() {
  return [left = 2000]() mutable -> Result<void> {
    if (--left > 0) return {};
    return Error{ErrorCode::Unavailable, "the search takes too long"};
  };
}

/// Adds the text of each item of a list.
template <typename Items, typename TextOf>
Result<void> addEach(Candidates& found, const Result<Items>& items, TextOf textOf) {
  if (!items) return items.error();
  for (const auto& item : items.value()) found.add(textOf(item));
  return {};
}

}  // namespace

void addIds(Candidates& found, Context& context, const Resource& resource) {
  Query query;
  query.limit = Candidates::kMost;
  query.proceed = boundedSearch();
  query.search.idPrefix = found.typed();
  if (!query.search.idPrefix.empty()) query.sort.key = resource.idField;
  const auto list = [&](const Freezer& freezer, const Caller& caller) -> Result<void> {
    const auto end = freezer.listTexts(resource, caller, query,
                                       [&](std::string_view id, std::string_view) -> Result<void> {
                                         found.add(id);
                                         return {};
                                       });
    return end ? Result<void>() : end.error();
  };
  context.noCreate = true;
  quietly(context, [&] { return readAsCaller(context, list); });
}

void addUserNames(Candidates& found, Context& context) {
  withStored(context, [&](Freezer& freezer) {
    return addEach(found, freezer.accounts().users(),
                   [](const UserDetails& each) { return each.user.name; });
  });
}

void addProjectNames(Candidates& found, Context& context) {
  withStored(context, [&](Freezer& freezer) {
    return addEach(found, freezer.accounts().projects(),
                   [](const Project& each) { return each.name; });
  });
}

void addUserIds(Candidates& found, Context& context) {
  withStored(context, [&](Freezer& freezer) {
    return addEach(found, freezer.accounts().users(),
                   [](const UserDetails& each) { return each.user.id; });
  });
}

void addProjectIds(Candidates& found, Context& context) {
  withStored(context, [&](Freezer& freezer) -> Result<void> {
    if (context.config.hasNamedProjects()) {
      const auto names = addEach(found, freezer.accounts().projects(),
                                 [](const Project& each) { return each.name; });
      if (!names) return names;
    }
    const auto accounts =
        addEach(found, freezer.accounts().projects(), [](const Project& each) { return each.id; });
    if (!accounts) return accounts;
    return addEach(found, freezer.projectIds(found.typed(), Candidates::kMost),
                   [](const std::string& id) { return id; });
  });
}

void addTokenIds(Candidates& found, Context& context) {
  withStored(context, [&](Freezer& freezer) {
    return addEach(found, freezer.tokens().list(),
                   [](const TokenDetails& each) { return each.token.id; });
  });
}

void addRoles(Candidates& found, Context& context) {
  quietly(context, [&]() -> Result<void> {
    const Result<Policy> policy = loadPolicy(context.config);
    if (!policy) return policy.error();
    for (const std::string& role : knownRoles(policy.value())) found.add(role);
    return {};
  });
}

void addRules(Candidates& found, Context& context) {
  quietly(context, [&]() -> Result<void> {
    const Result<Policy> policy = loadPolicy(context.config);
    if (!policy) return policy.error();
    for (const auto& [name, rule] : policy.value().rules()) found.add(name, rule.help);
    return {};
  });
}

}  // namespace freezer::cli
