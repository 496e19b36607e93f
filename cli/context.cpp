#include "cli/context.h"

#include <utility>

#include "cli/output/terminal.h"
#include "cli/output/text.h"

namespace freezer::cli {
namespace {

Result<void> load(Context& context) {
  std::map<Key, std::string> given;
  for (const auto& [key, value] : context.options)
    if (value) given[key] = *value;
  if (context.allowRemoteNoauth) given[Key::AllowRemoteNoauth] = "true";
  Result<LoadedConfig> loaded = loadConfig(context.configFile, given);
  if (!loaded) return loaded.error();
  for (const std::string& warning : loaded.value().warnings) context.note("warning: " + warning);
  context.config = std::move(loaded).value().config;
  return {};
}

}  // namespace

Caller Context::caller() const {
  const std::string& user = config.text(Key::User);
  const std::string& project = config.text(Key::Project);
  return {user, user, project, {Scope::By::Project, project}};
}

Output Context::output() const {
  const Format usual = terminal ? Format::Table : Format::Json;
  return {.stream = out,
          .format = printing.format ? formatNamed(*printing.format) : usual,
          .columns = printing.columns,
          .indent = !printing.isCompact,
          .fitWidth = printing.fitWidth,
          .color = wantsColor(terminal),
          .terminal = terminal};
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
  note(place.empty() ? error.message : place + ": " + error.message);
  // A message about one document ends with what is wrong where that is one thing.
  if (error.faults.size() == 1 && error.message.ends_with(error.faults.front().message)) return;
  for (const Fault& fault : error.faults) {
    const std::string where = fault.pointer.empty() ? "" : fault.pointer + ": ";
    err << "  " << printable(where + fault.message) << '\n';
  }
}

Run configured(Context& context, Run run) {
  return [&context, run = std::move(run)]() -> Result<void> {
    if (auto loaded = load(context); !loaded) return loaded;
    return run();
  };
}

Result<void> withFreezer(const Context& context,
                         const std::function<Result<void>(Freezer&)>& work) {
  const std::string& url = context.config.text(Key::Connection);
  const Result<std::unique_ptr<Store>> store =
      openStore(url, {.create = !context.noCreate, .upgrade = !context.noCreate});
  if (!store) return store.error();
  Freezer freezer(*store.value());
  return work(freezer);
}

void addSettingOption(const Command& command, Context& context, Key key,
                      const std::string& valueName) {
  const Setting& setting = settingOf(key);
  command.value({std::string(setting.option),
                 std::string(setting.help),
                 valueName,
                 {},
                 {setting.oneOf.begin(), setting.oneOf.end()}},
                context.options[key]);
}

}  // namespace freezer::cli
