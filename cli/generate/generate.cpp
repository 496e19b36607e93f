#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "cli/app.h"
#include "cli/commands/commands.h"
#include "cli/generate/completion.h"
#include "cli/generate/conf.h"
#include "cli/generate/man.h"

namespace freezer::cli {
namespace {

struct Shell {
  const char* name;
  std::string (*script)(const Completion&);
};

constexpr Shell kShells[] = {{"bash", bashScript}, {"zsh", zshScript}, {"fish", fishScript}};

void addCompletions(const Command& generate, Context& context) {
  const Command command = generate.add("completions", "Print the completion script of a shell.");
  const auto name = std::make_shared<std::string>();
  OptionText text{"SHELL", "Name of the shell.", ""};
  for (const Shell& shell : kShells) text.choices.emplace_back(shell.name);
  command.required(text, *name);
  command.example("freezer-api generate completions bash");
  command.onRun([&context, name]() -> Result<void> {
    const Completion completion = completionOf(commandPage());
    for (const Shell& shell : kShells)
      if (*name == shell.name) context.out << shell.script(completion);
    return {};
  });
}

Result<void> printManualPage(const Context& context, const std::string& file) {
  std::ifstream opened;
  if (file != "-") opened.open(file, std::ios::binary);
  std::istream& input = file == "-" ? std::cin : opened;
  if (!input) return Error{ErrorCode::InvalidRequest, "cannot read " + file};
  const std::string page(std::istreambuf_iterator<char>(input), {});
  const Result<std::string> fresh = refreshed(page, commandPage());
  if (!fresh) return Error{ErrorCode::InvalidRequest, file + ", " + fresh.error().message};
  context.out << fresh.value();
  return {};
}

void addMan(const Command& generate, Context& context) {
  const Command command =
      generate.add("man", "Print a manual page with its generated blocks refreshed.");
  const auto file = std::make_shared<std::string>();
  command.required({"FILE", "Source of the page, scdoc(5); -: standard input.", ""}, *file);
  command.example("freezer-api generate man man/freezer-api-jobs.1.scd");
  command.onRun([&context, file] { return printManualPage(context, *file); });
}

void addConf(const Command& generate, Context& context) {
  const Command command =
      generate.add("conf", "Print a configuration file that explains every setting.");
  command.example("freezer-api generate conf");
  command.onRun([&context]() -> Result<void> {
    context.out << sampleConf();
    return {};
  });
}

}  // namespace

void addGenerate(const Command& root, Context& context) {
  root.add("generate", "Generate files from the command tree and the settings.",
           [&context](const Command& generate) {
             addCompletions(generate, context);
             addMan(generate, context);
             addConf(generate, context);
           })
      .hide();
}

}  // namespace freezer::cli
