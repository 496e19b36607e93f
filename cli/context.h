#pragma once

#include <functional>
#include <map>
#include <optional>
#include <ostream>
#include <string>

#include "cli/command_line.h"
#include "cli/config.h"
#include "core/freezer.h"

namespace freezer::cli {

enum class Format { Table, Json };

/// What the commands share: the options of the root, the streams, and the
/// settings once they are loaded.
struct Context {
  Context(std::ostream& results, std::ostream& messages, bool isTerminal)
      : out(results), err(messages), terminal(isTerminal) {}

  std::ostream& out;    ///< Results, and nothing else.
  std::ostream& err;    ///< Everything else.
  const bool terminal;  ///< Whether `out` is one.

  std::optional<std::string> configFile;              ///< --config-file
  std::optional<std::string> formatName;              ///< -f
  std::map<Key, std::optional<std::string>> options;  ///< Settings given as options.
  bool allowRemoteNoauth = false;                     ///< The one setting whose option is a flag.

  Config config;
  std::optional<Format> format;  ///< Checked; none where -f was not given.

  /// How documents are printed: a table for people, JSON for programs.
  Format documentFormat() const { return format.value_or(terminal ? Format::Table : Format::Json); }

  /// Whether a command whose result is one word shall wrap it in JSON: only
  /// when told to, since scripts read the word.
  bool wantsJson() const { return format == Format::Json; }

  /// The identity that --user and --project name.
  Caller caller() const;

  /// A line to `err` that is not an error.
  void note(const std::string& text) const;
};

/// `run`, after the settings have been loaded into `context`.
Run configured(Context& context, Run run);

/// Opens the store of the settings, making it on first use, and runs `work` on it.
Result<void> withFreezer(const Context& context, const std::function<Result<void>(Freezer&)>& work);

/// Adds the option of a setting, with its help, to `command`.
void addSettingOption(const Command& command, Context& context, Key key,
                      const std::string& valueName);

}  // namespace freezer::cli
