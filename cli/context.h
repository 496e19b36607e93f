#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "cli/command_audit.h"
#include "cli/config/config.h"
#include "cli/config/settings.h"
#include "cli/output/exit_status.h"
#include "cli/output/printer.h"
#include "cli/parser/command_line.h"
#include "core/freezer.h"
#include "core/store/store.h"

namespace freezer::cli {

/// The global options for output.
struct OutputOptions {
  std::optional<std::string> format;  ///< -f; one of formatNames().
  std::vector<std::string> columns;   ///< -c
  bool isCompact = false;             ///< --noindent
  bool fitWidth = false;              ///< --fit-width
  std::optional<std::string> times;   ///< --time; one of timeStyleNames().
  std::optional<std::string> color;   ///< --color; one of colorChoices().
};

/// What all commands share: the global options, the output streams, and the settings once they
/// are loaded.
struct Context {
  Context(std::ostream& results, std::ostream& messages, bool isTerminal)
      : out(results), err(messages), terminal(isTerminal) {}

  std::ostream& out;    ///< Results only.
  std::ostream& err;    ///< Messages.
  const bool terminal;  ///< Whether `out` is a terminal.

  std::optional<std::string> configFile;  ///< --config-file
  OutputOptions printing;
  bool noCreate = false;  ///< --no-create

  // Options of settings, by their names ("--db").
  std::map<std::string_view, std::optional<std::string>> options;
  std::map<std::string_view, bool> flags;

  Config config;
  std::optional<std::string> loadedFile;  ///< The configuration file that was read.
  bool isProjectGiven = false;            ///< Whether the project is not the default.

  /// Of commands that may change something; see openAudit().
  const std::unique_ptr<CommandAudit> audit = std::make_unique<CommandAudit>();

  /// The options of settings that were given, with their values.
  std::map<std::string_view, std::string> settingOptions() const;

  ExitStatus verdict = kOk;  ///< The exit status of a command that runs without an error.

  /// How to print documents: the format of -f, else a table on a terminal, else JSON.
  Output output() const;

  /// Whether to use colours on a stream that is a terminal or not.
  bool wantsColor(bool isTerminal) const;

  /// Prints the result of a command: `answer` if a format is given with -f, else `word`, which is
  /// easy to read in scripts. An empty word prints nothing.
  Result<void> answer(const Document& answer, const std::string& word) const;

  /// The project of --project; null if the option was not given.
  const std::string* projectOption() const;

  /// Opens the configured audit log, if there is one. InvalidRequest if it cannot be opened.
  Result<void> openAudit() const;

  /// The user of --user in the project with this ID; see cli/caller.h for the project of --project.
  Caller callerIn(const std::string& project) const;

  /// Who changes what belongs to no project, for the audit log.
  Caller auditCaller() const;

  /// Prints a message to `err`.
  void note(const std::string& text) const;

  /// Prints an error to `err`, and a line for each of its faults. `place` ("line 7") is the part of
  /// the input that it concerns.
  void report(const Error& error, const std::string& place = "") const;
};

/// The values of --color: "auto" (on a terminal), "always", "never".
std::vector<std::string> colorChoices();

/// Loads the settings into `context`, then calls `run`.
Run configured(Context& context, Run run);

/// Opens the configured store for a command that may write, creating it on first use. Its folder is
/// only created at the default place.
Result<std::unique_ptr<Store>> openForWriting(const Context& context);

/// Calls `work` with `store`, or returns its error.
Result<void> withStore(const Context& context, const Result<std::unique_ptr<Store>>& store,
                       const std::function<Result<void>(Freezer&)>& work);

/// Calls `work` with the store of openForWriting(), after openAudit().
Result<void> withFreezer(const Context& context, const std::function<Result<void>(Freezer&)>& work);

/// Calls `work`, which only reads, with the configured store, which must exist.
Result<void> readFreezer(const Context& context, const std::function<Result<void>(Freezer&)>& work);

/// Adds the options of the settings that belong to `place`, with their help, to `command`.
void addSettingOptions(const Command& command, Context& context, OptionPlace place);

}  // namespace freezer::cli
