#include "cli/context.h"

#include <utility>

#include "cli/config/load.h"
#include "cli/output/error_lines.h"
#include "cli/output/terminal.h"
#include "cli/output/text.h"
#include "core/store/open.h"

namespace freezer::cli {
namespace {

Result<void> load(Context& context) {
  LoadedConfig loaded = loadConfig(context.configFile, context.settingOptions());
  if (!loaded.faults.empty()) return loaded.faults.front();
  for (const std::string& warning : loaded.warnings) context.note("warning: " + warning);
  context.config = std::move(loaded.config);
  context.loadedFile = std::move(loaded.file);
  context.isProjectGiven = loaded.given.contains(findSetting("noauth", "project"));
  return {};
}

}  // namespace

std::map<std::string_view, std::string> Context::settingOptions() const {
  std::map<std::string_view, std::string> given;
  for (const auto& [option, value] : options)
    if (value) given[option] = *value;
  for (const auto& [option, isSet] : flags)
    if (isSet) given[option] = "true";
  return given;
}

const std::string* Context::projectOption() const {
  const auto found = options.find("--project");
  return found == options.end() || !found->second ? nullptr : &*found->second;
}

Caller Context::callerIn(const std::string& project) const {
  const std::string& user = config.user();
  Caller caller{user, user, project, {Scope::By::Project, project}};
  caller.audit = audit->trail();
  return caller;
}

Caller Context::auditCaller() const {
  return callerIn(config.project());
}

Result<void> Context::openAudit() const {
  return audit->open(config.auditFile,
                     [this](const std::string& message) { note("warning: " + message); });
}

Output Context::output() const {
  const Format usual = terminal ? Format::Table : Format::Json;
  const bool fits = terminal || printing.fitWidth;
  return {.stream = out,
          .format = printing.format ? formatNamed(*printing.format) : usual,
          .columns = printing.columns,
          .indent = !printing.isCompact,
          .width = fits ? std::optional(terminalWidth()) : std::nullopt,
          .color = wantsColor(terminal),
          .terminal = terminal,
          .times = printing.times ? std::optional(timeStyleNamed(*printing.times)) : std::nullopt,
          .warn = [this](const std::string& text) { note("warning: " + text); }};
}

bool Context::wantsColor(bool isTerminal) const {
  if (printing.color == "always") return true;
  return printing.color != "never" && isTerminal && !isColorUnwanted();
}

Result<void> Context::answer(const Document& answer, const std::string& word) const {
  if (printing.format) return printObject(output(), answer);
  if (!word.empty()) out << word << '\n';
  return {};
}

void Context::note(const std::string& text) const {
  err << "freezer-api: " << printable(text) << '\n';
}

std::vector<std::string> colorChoices() {
  return {"auto", "always", "never"};
}

void Context::report(const Error& error, const std::string& place) const {
  const std::vector<std::string> lines = errorLines(error);
  err << "freezer-api: " << (place.empty() ? "" : printable(place) + ": ");
  for (const std::string& line : lines) err << line << '\n';
}

Run configured(Context& context, Run run) {
  return [&context, run = std::move(run)]() -> Result<void> {
    if (auto loaded = load(context); !loaded) return loaded;
    return run();
  };
}

Result<std::unique_ptr<Store>> openForWriting(const Context& context) {
  const std::string& url = context.config.connection;
  // A folder that does not exist is more likely a typing error, unless nobody typed it.
  return openStore(url, {.create = !context.noCreate,
                         .createFolder = url == Config().connection,
                         .upgrade = !context.noCreate});
}

Result<void> withStore(const Context& context, const Result<std::unique_ptr<Store>>& store,
                       const std::function<Result<void>(Freezer&)>& work) {
  if (!store) return store.error();
  Freezer freezer(*store.value(), Freezer::systemClock(), context.config.documentLimits());
  return work(freezer);
}

Result<void> withFreezer(const Context& context,
                         const std::function<Result<void>(Freezer&)>& work) {
  if (auto opened = context.openAudit(); !opened) return opened;
  return withStore(context, openForWriting(context), work);
}

Result<void> readFreezer(const Context& context,
                         const std::function<Result<void>(Freezer&)>& work) {
  return withStore(
      context,
      openStore(context.config.connection, {.create = false, .upgrade = !context.noCreate}), work);
}

void addSettingOptions(const Command& command, Context& context, OptionPlace place) {
  for (const Setting& setting : settings()) {
    if (setting.option.empty() || setting.place != place) continue;
    OptionText text{std::string(setting.option), std::string(setting.help),
                    std::string(setting.valueName)};
    if (setting.slot.isBoolean) {
      command.flag(text, context.flags[setting.option]);
    } else {
      const auto& choices = setting.slot.choices;
      text.suggestions.assign(choices.begin(), choices.end());
      command.value(text, context.options[setting.option]);
    }
  }
}

}  // namespace freezer::cli
