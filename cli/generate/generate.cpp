#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "cli/app.h"
#include "cli/commands/commands.h"
#include "cli/generate/conf.h"
#include "cli/generate/man.h"

namespace freezer::cli {
namespace {

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
             addMan(generate, context);
             addConf(generate, context);
           })
      .hide();
}

}  // namespace freezer::cli
