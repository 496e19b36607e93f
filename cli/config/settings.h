#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "cli/config/config.h"
#include "core/result.h"

namespace freezer::cli {

/// The member of Config that a setting fills, and the values that it accepts. The functions in
/// slots.h make one for each type of member.
struct Slot {
  /// Reads `text` into the member. Returns what is wrong ("must be true or false") and leaves the
  /// member unchanged, or returns an empty string.
  std::string (*assign)(const Slot& slot, Config& config, const std::string& text);

  /// The member as text.
  std::string (*text)(const Slot& slot, const Config& config);

  bool isBoolean = false;
  bool isRequired = false;                         ///< Of text: it must not be empty.
  std::int64_t least = 0;                          ///< Of an integer.
  std::int64_t most = 0;                           ///< Of an integer.
  std::span<const std::string_view> choices = {};  ///< All values; empty: any.
};

/// The commands that have the option of a setting.
enum class OptionPlace { Everywhere, Serve };

/// One setting: its sources, its meaning, and its place in Config.
struct Setting {
  std::string_view section;         ///< In the file; as in the Python service, where it has it.
  std::string_view name;            ///< In the file.
  std::string_view variable = {};   ///< Environment variable; empty: none.
  std::string_view option = {};     ///< Command-line option; empty: none.
  std::string_view valueName = {};  ///< The option's value in the help: "FILE".
  OptionPlace place = OptionPlace::Serve;
  bool isSecret = false;  ///< The value may contain a password and is never shown.
  std::string_view help;
  Slot slot;
};

/// The table of settings. Settings of one section may stand apart.
std::span<const Setting> settings();

/// The setting with this section and name; null if there is none.
const Setting* findSetting(std::string_view section, std::string_view name);

/// Whether the Python service has this setting and this service ignores it on purpose.
bool isIgnored(std::string_view section, std::string_view name);

/// Reads `value` into `config`. InvalidRequest for an invalid value: `where` ("--bind-port"), the
/// value unless it is secret, and what is allowed.
Result<void> assign(const Setting& setting, Config& config, const std::string& value,
                    const std::string& where);

/// The value in force as text; of a secret too.
std::string textOf(const Setting& setting, const Config& config);

/// The default as text; empty for none, and for the store, whose default depends on the user.
std::string defaultText(const Setting& setting);

}  // namespace freezer::cli
