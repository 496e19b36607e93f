#include "cli/app.h"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "cli/commands/commands.h"
#include "cli/exit_status.h"
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
      if (resource.kind == Kind::Job) addJobEvents(noun, context);
      if (resource.kind == Kind::Session) addSessionActions(noun, context);
    });
  }
}

std::string exitFooter() {
  std::string text = "Exit status:\n";
  for (const ExitMeaning& exit : exitMeanings())
    text.append("  ").append(std::to_string(exit.status)).append("  ").append(exit.meaning) += '\n';
  return text +
         "\nThese options may stand anywhere on the line. Settings may also come from the\n"
         "environment and from a file: see 'freezer-api serve --help'.";
}

void addOutputOptions(const Command& root, OutputOptions& printing) {
  root.value({"-f,--format", "How results are printed; a table on a terminal, else JSON.", "FORMAT",
              formatNames()},
             printing.format);
  root.values({"-c,--column",
               "Print this alone: a column of the table, or the dotted path of any key of a "
               "document. May be given again.",
               "COLUMN"},
              printing.columns);
  root.flag({"--noindent", "Print JSON on one line.", ""}, printing.isCompact);
  root.flag({"--fit-width", "Cut a table to the width of the terminal.", ""}, printing.fitWidth);
  root.value({"--color",
              "When tables have colours: on a terminal, where NO_COLOR is not set, unless given.",
              "WHEN", colorChoices()},
             printing.color);
}

/// Puts the whole tree together.
void build(CommandLine& line, Context& context) {
  const Command root = line.root();
  root.value({"--config-file",
              "Read settings from this file; unless given, from the one FREEZER_CONFIG_FILE names "
              "or /etc/freezer/freezer-api.conf.",
              "FILE"},
             context.configFile);
  addSettingOption(root, context, Key::Connection, "URL");
  root.flag({"--no-create",
             "Fail where the store is not there, or older than this program, instead of making or "
             "upgrading it.",
             ""},
            context.noCreate);
  addSettingOption(root, context, Key::Project, "ID");
  addSettingOption(root, context, Key::User, "ID");
  addOutputOptions(root, context.printing);
  root.footer("The options of 'freezer-api --help' may follow as well.");
  root.group("Documents");
  addNouns(root, context);
  root.group("Bulk");
  addExport(root, context);
  addImport(root, context);
  addSeed(root, context);
  root.group("Service");
  addStatus(root, context);
  addServe(root, context);
  root.group("Store");
  addDb(root, context);
  root.group("Access");
  addUsers(root, context);
  addProjects(root, context);
  addTokens(root, context);
  addPolicy(root, context);
  root.group("Program");
  addVersion(root, context);
  addGenerate(root, context);
  root.footer(exitFooter());
}

CommandLine makeCommandLine() {
  return {"freezer-api", "The metadata of backups: who backs up what, where and when."};
}

/// Lets a reader that went away end the program quietly. Whoever started it may
/// ignore the signal, and Poco blocks it before main() begins.
void endOnClosedPipe() {
  std::signal(SIGPIPE, SIG_DFL);
  sigset_t pipe;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_UNBLOCK, &pipe, nullptr);
}

/// Says what went wrong. Returns the exit status.
ExitStatus fail(const Context& context, const Error& error) {
  context.report(error);
  return exitStatus(error.code);
}

/// What people try first has the meaning that they expect.
std::vector<std::string> asMeant(const std::vector<std::string>& arguments) {
  if (arguments == std::vector<std::string>{"--version"}) return {"version"};
  if (arguments == std::vector<std::string>{"help"}) return {"--help"};
  return arguments;
}

/// Reads the command line and runs what it asks for.
ExitStatus runCommand(Context& context, const std::vector<std::string>& arguments) {
  CommandLine line = makeCommandLine();
  build(line, context);
  const Result<CommandLine::Choice> choice = line.parse(asMeant(arguments));
  if (!choice) return fail(context, choice.error());
  if (choice.value().help) context.out << helpText(*choice.value().help, terminalWidth());
  if (choice.value().run) {
    if (const Result<void> ran = choice.value().run(); !ran) return fail(context, ran.error());
  }
  return kOk;
}

}  // namespace

std::string idName(const Resource& resource) {
  std::string name(resource.idField);
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return name;
}

Result<void> answerChange(const Context& context, const Resource& resource, const Record& record,
                          const std::string& word) {
  Document answer;
  answer.set("/" + std::string(resource.idField), record.id);
  answer.set("/version", Poco::Int64(record.version));
  return context.answer(answer, word);
}

int run(std::span<const char* const> arguments) try {
  endOnClosedPipe();
  std::ios::sync_with_stdio(false);
  Context context(std::cout, std::cerr, isatty(STDOUT_FILENO) == 1);
  const auto words = arguments.subspan(std::min<std::size_t>(1, arguments.size()));
  const ExitStatus status = runCommand(context, {words.begin(), words.end()});
  if (!std::cout.flush()) {
    context.note("cannot write all of the output; whatever was changed stays changed");
    return kInternalFailure;
  }
  return status;
} catch (const std::exception& failure) {
  std::cerr << "freezer-api: internal failure: " << printable(failure.what()) << '\n';
  return kInternalFailure;
}

CommandPage commandPage() {
  Context context(std::cout, std::cerr, false);
  CommandLine line = makeCommandLine();
  build(line, context);
  return line.page();
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
