#include "cli/app.h"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <utility>

#include "cli/commands/commands.h"
#include "cli/output/exit_status.h"
#include "cli/output/terminal.h"
#include "cli/output/text.h"
#include "cli/parser/help_text.h"

namespace freezer::cli {
namespace {

void addVerb(const Command& noun, const Resource& resource, Verb verb, Context& context) {
  switch (verb) {
    case Verb::List: return addList(noun, resource, context);
    case Verb::Show: return addShow(noun, resource, context);
    case Verb::Create: return addCreate(noun, resource, context);
    case Verb::Replace: return addReplace(noun, resource, context);
    case Verb::Patch: return addPatch(noun, resource, context);
    case Verb::Delete: return addDelete(noun, resource, context);
  }
  std::abort();
}

void addNouns(const Command& root, Context& context) {
  for (const Resource& resource : resources()) {
    root.add(resource.plural, resource.help, [&resource, &context](const Command& noun) {
      for (const Verb verb : resource.verbs) addVerb(noun, resource, verb, context);
      addEdit(noun, resource, context);
      if (resource.kind == Kind::Job) {
        addJobClone(noun, context);
        addJobEvents(noun, context);
        addJobFollow(noun, context);
      }
      if (resource.kind == Kind::Session) addSessionActions(noun, context);
    });
  }
}

std::string exitFooter() {
  std::string text = "Exit status:\n";
  for (const ExitMeaning& exit : exitMeanings())
    text.append("  ").append(std::to_string(exit.status)).append("  ").append(exit.meaning) += '\n';
  return text +
         "\nGlobal options can stand anywhere on the line. Settings can also be given in the\n"
         "environment and in a file: see 'freezer-api serve --help'.";
}

void addOutputOptions(const Command& root, OutputOptions& printing) {
  root.value({"-f,--format", "Output format. Default: table on a terminal, otherwise json.",
              "FORMAT", formatNames()},
             printing.format);
  root.values(
      {"-c,--column",
       "Print only this column: a column of the table, or the dotted path of any key. Can be "
       "repeated.",
       "COLUMN"},
      printing.columns);
  root.flag({"--noindent", "Print JSON on one line.", ""}, printing.isCompact);
  root.flag({"--fit-width",
             "Fit tables to the width of the terminal, COLUMNS or 80 columns even if the output is "
             "not a terminal.",
             ""},
            printing.fitWidth);
  root.value({"--time",
              "Times in the formats table, csv and value: local, to the minute; iso, in UTC (ISO "
              "8601); or seconds since the epoch. Default: local in tables, otherwise seconds.",
              "STYLE", timeStyleNames()},
             printing.times);
  root.value({"--color", "Colours in tables. Default: auto, on a terminal unless NO_COLOR is set.",
              "WHEN", colorChoices()},
             printing.color);
}

/// Declares the whole command tree.
void build(CommandLine& line, Context& context) {
  const Command root = line.root();
  root.value({"--config-file",
              "Configuration file. Default: the value of FREEZER_CONFIG_FILE, or "
              "/etc/freezer/freezer-api.conf.",
              "FILE"},
             context.configFile);
  addSettingOptions(root, context, OptionPlace::Everywhere);
  root.flag({"--no-create",
             "Never create or upgrade the store: fail if it does not exist or has an older "
             "schema.",
             ""},
            context.noCreate);
  addOutputOptions(root, context.printing);
  root.footer("See 'freezer-api --help' for the global options.");
  root.group("Documents");
  addNouns(root, context);
  root.group("Bulk");
  addExport(root, context);
  addImport(root, context);
  addSeed(root, context);
  root.group("Service");
  addStatus(root, context);
  addServe(root, context);
  addConfig(root, context);
  root.group("Store");
  addDb(root, context);
  root.group("Access");
  addUsers(root, context);
  addProjects(root, context);
  addTokens(root, context);
  addPolicy(root, context);
  root.group("Program");
  addVersion(root, context);
  addComplete(root, context);
  addGenerate(root, context);
  root.footer(exitFooter());
}

/// Restores SIGPIPE, so that the program ends silently when the reader of its output exits. The
/// parent process may ignore the signal, and Poco blocks it before main() begins.
void endOnClosedPipe() {
  std::signal(SIGPIPE, SIG_DFL);
  sigset_t pipe;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_UNBLOCK, &pipe, nullptr);
}

/// Reports the error and returns its exit status.
ExitStatus fail(const Context& context, const Error& error) {
  context.report(error);
  return exitStatus(error.code);
}

/// Common spellings of the version.
std::vector<std::string> withoutAliases(const std::vector<std::string>& arguments) {
  if (arguments == std::vector<std::string>{"--version"}) return {"version"};
  return arguments;
}

/// Reads the command line. "help jobs list" is another spelling of "jobs list --help".
Result<CommandLine::Choice> choose(CommandLine& line, const std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments.front() != kHelpWord)
    return line.parse(withoutAliases(arguments));
  Result<CommandPage> page = line.pageNamed({arguments.begin() + 1, arguments.end()});
  if (!page) return page.error();
  return CommandLine::Choice{{}, std::move(page).value()};
}

/// Reads the command line and runs the command.
ExitStatus runCommand(Program& program, const std::vector<std::string>& arguments) {
  const Context& context = program.context;
  const Result<CommandLine::Choice> choice = choose(program.line, arguments);
  if (!choice) return fail(context, choice.error());
  if (choice.value().help) context.out << helpText(*choice.value().help, terminalWidth());
  if (choice.value().run) {
    if (const Result<void> ran = choice.value().run(); !ran) return fail(context, ran.error());
  }
  return context.verdict;
}

}  // namespace

Program::Program(std::ostream& results, std::ostream& messages, bool isTerminal)
    : context(results, messages, isTerminal),
      line("freezer-api",
           "Manage the metadata of Freezer backups, and run the Freezer API service.") {
  build(line, context);
}

int run(std::span<const char* const> arguments) try {
  endOnClosedPipe();
  std::ios::sync_with_stdio(false);
  Program program(std::cout, std::cerr, isatty(STDOUT_FILENO) == 1);
  const auto words = arguments.subspan(std::min<std::size_t>(1, arguments.size()));
  const ExitStatus status = runCommand(program, {words.begin(), words.end()});
  if (!std::cout.flush()) {
    program.context.note("cannot write all of the output; changes to the store are kept");
    return kInternalFailure;
  }
  return status;
} catch (const std::exception& failure) {
  std::cerr << "freezer-api: internal failure: " << printable(failure.what()) << '\n';
  return kInternalFailure;
}

CommandPage commandPage() {
  return Program(std::cout, std::cerr, false).line.page();
}

std::vector<std::string> commandSummary() {
  std::vector<std::string> summary;
  for (const CommandPage& noun : commandPage().commands) {
    if (noun.isHidden()) continue;
    std::string& text = summary.emplace_back(noun.name());
    for (const CommandPage& verb : noun.commands) text.append(" ").append(verb.name());
  }
  return summary;
}

}  // namespace freezer::cli
