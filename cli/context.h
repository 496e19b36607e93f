#pragma once

#include <functional>
#include <map>
#include <optional>
#include <ostream>
#include <string>

#include "cli/config/config.h"
#include "cli/output/printer.h"
#include "cli/parser/command_line.h"
#include "core/freezer.h"

namespace freezer::cli {

/// The options of the root that say how results are printed.
struct OutputOptions {
  std::optional<std::string> format;  ///< -f; one of formatNames().
  std::vector<std::string> columns;   ///< -c
  bool isCompact = false;             ///< --noindent
  bool fitWidth = false;              ///< --fit-width
  std::optional<std::string> color;   ///< --color; one of colorChoices().
};

/// What the commands share: the options of the root, the streams, and the
/// settings once they are loaded.
struct Context {
  Context(std::ostream& results, std::ostream& messages, bool isTerminal)
      : out(results), err(messages), terminal(isTerminal) {}

  std::ostream& out;    ///< Results, and nothing else.
  std::ostream& err;    ///< Everything else.
  const bool terminal;  ///< Whether `out` is one.

  std::optional<std::string> configFile;  ///< --config-file
  OutputOptions printing;
  bool noCreate = false;                              ///< --no-create
  std::map<Key, std::optional<std::string>> options;  ///< Settings given as options.
  bool allowRemoteNoauth = false;                     ///< The one setting whose option is a flag.

  Config config;

  /// How documents are printed: a table for people and JSON for programs, unless -f says.
  Output output() const;

  /// Whether to use colours on `stream`, which is a terminal or not.
  bool wantsColor(bool isTerminal) const;

  /// Prints what a command answers: `word`, which scripts read, or, where -f says how,
  /// `answer`. No word prints nothing.
  Result<void> answer(const Document& answer, const std::string& word) const;

  /// The identity that --user and --project name.
  Caller caller() const;

  /// A line to `err` that is not an error.
  void note(const std::string& text) const;

  /// A line to `err` for an error, and one for each of its faults; `place` ("line 7") is
  /// what it is about.
  void report(const Error& error, const std::string& place = "") const;
};

/// When colours are used: "auto", on a terminal; "always"; "never".
std::vector<std::string> colorChoices();

/// `run`, after the settings have been loaded into `context`.
Run configured(Context& context, Run run);

/// Opens the store of the settings, making it on first use, and runs `work` on it.
Result<void> withFreezer(const Context& context, const std::function<Result<void>(Freezer&)>& work);

/// Adds the option of a setting, with its help, to `command`.
void addSettingOption(const Command& command, Context& context, Key key,
                      const std::string& valueName);

}  // namespace freezer::cli
