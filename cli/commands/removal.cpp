#include "cli/commands/removal.h"

#include <algorithm>

namespace freezer::cli {

void Removal::declare(const Command& command, const OptionText& word) {
  command.words(word, names_);
  addDryRun(command, isDryRun_);
  confirmation_.declare(command);
}

Result<void> Removal::run(const Context& context, const Things& things) const {
  if (isDryRun_) return print(context, things);
  if (names_.size() > 1) {
    const auto agreed =
        confirmation_.ask(context, std::string(things.verb) + " " + std::to_string(names_.size()) +
                                       " " + std::string(things.plural) + "?");
    if (!agreed) return agreed;
  }
  for (const std::string& name : names_) {
    if (const auto removed = things.remove(name); !removed) return removed;
  }
  return {};
}

Result<void> Removal::print(const Context& context, const Things& things) const {
  const Result<std::vector<Item>> all = things.all();
  if (!all) return all.error();
  std::vector<Item> meant;
  for (const std::string& name : names_) {
    const auto found = std::ranges::find_if(all.value(), [&](const Item& item) {
      return item.document.textAt("/id") == name || item.document.textAt("/name") == name;
    });
    if (found == all.value().end())
      return Error{ErrorCode::NotFound,
                   "there is no " + name + " among the " + std::string(things.plural)};
    meant.push_back({found->document.clone()});
  }
  return printList(context.output(), things.columns, meant);
}

void addDryRun(const Command& command, bool& target) {
  command.flag({"--dry-run", "Print what would be deleted, and change nothing.", ""}, target);
}

}  // namespace freezer::cli
