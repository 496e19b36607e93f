#include "cli/commands/removal.h"

#include <algorithm>

#include "cli/output/units.h"

namespace freezer::cli {

void Removal::declare(const Command& command, const OptionText& word) {
  command.words(word, names_);
  addDryRun(command, isDryRun_, "deleted");
  confirmation_.declare(command);
}

Result<void> Removal::run(const Context& context, const Things& things) const {
  if (isDryRun_) return print(context, things);
  if (names_.size() > 1) {
    const auto agreed = confirmation_.ask(
        context, std::string(things.verb) + " " + countText(names_.size(), things.noun) + "?");
    if (!agreed) return agreed;
  }
  std::size_t done = 0;
  Result<void> removed;
  while (removed && done < names_.size()) {
    removed = things.remove(names_[done]);
    if (removed) ++done;
  }
  if (done > 0) context.note(std::string(things.done) + " " + countText(done, things.noun));
  return removed;
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
                   "there is no " + name + " among the " + std::string(things.noun) + "s"};
    meant.push_back({found->document.clone()});
  }
  return printList(context.output(), things.columns, meant);
}

void addDryRun(const Command& command, bool& target, std::string_view changed) {
  command.flag(
      {"--dry-run", "Print what would be " + std::string(changed) + ", and change nothing.", ""},
      target);
}

}  // namespace freezer::cli
