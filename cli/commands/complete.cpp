#include <unistd.h>

#include <csignal>
#include <memory>
#include <ostream>

#include "cli/app.h"
#include "cli/commands/commands.h"
#include "cli/complete/candidates.h"
#include "cli/complete/line.h"
#include "cli/complete/values.h"

namespace freezer::cli {
namespace {

constexpr const char* kComplete = "__complete";

/// Ends the program silently, with the candidates unprinted, if a store does not answer in time.
void limitTime() {
  constexpr unsigned kSeconds = 2;
  std::signal(SIGALRM, [](int) { _exit(EXIT_SUCCESS); });
  alarm(kSeconds);
}

void addCommands(Candidates& found, const CommandPage& above) {
  for (const CommandPage& command : above.commands)
    if (!command.isHidden()) found.add(command.name(), command.help);
}

void addOptions(Candidates& found, const CommandPage& command) {
  for (const OptionPage& option : command.options)
    for (const std::string& name : option.names) found.add(name, option.help);
}

void addCandidates(Candidates& found, const Place& place, const CommandPage& root,
                   Context& context) {
  switch (place.expects) {
    case Place::Expects::Nothing: return;
    case Place::Expects::Command: return addCommands(found, *place.command);
    case Place::Expects::Option: addOptions(found, *place.command); return addOptions(found, root);
    case Place::Expects::Value: return addValues(found, place, context);
  }
}

/// Prints the candidates for the last of `words`, which follow the program's name.
Result<void> complete(const Context& context, std::vector<std::string> words) {
  limitTime();
  if (words.size() > 1 && words.front() == kHelpWord) words.erase(words.begin());
  std::ostream silent(nullptr);
  Program program(context.out, silent, false);
  const CommandPage root = program.line.page(words);
  const Place place = placeOf(root, words);
  // Fills the targets of the options that select the store. A mistake in them is not reported here.
  std::vector<std::string> globals = place.globals;
  globals.emplace_back(kComplete);
  const auto parsed = program.line.parse(globals);
  Candidates found(words.empty() ? "" : words.back());
  if (parsed) addCandidates(found, place, root, program.context);
  found.print(context.out);
  return {};
}

}  // namespace

void addComplete(const Command& root, Context& context) {
  root.add(kComplete, "Print the candidates for the last word of a command line, for shells.",
           [&context](const Command& command) {
             const auto words = std::make_shared<std::vector<std::string>>();
             command.optionalWords(
                 {"WORD", "The words after freezer-api; the last one may be empty.", ""}, *words);
             command.example("freezer-api __complete -- jobs list --for");
             command.onRun([&context, words] { return complete(context, *words); });
           })
      .hide();
}

}  // namespace freezer::cli
