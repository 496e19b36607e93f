#include "tests/clients/takeover/comparable.h"

#include <regex>
#include <string_view>

namespace freezer::test {
namespace {

/// A member that only one of the services has, if it has this value. Null stands for any value.
struct Difference {
  std::string_view noun;
  const char* pointer;
  const char* json;
};
constexpr Difference kDifferences[] = {
    // What a client supports, which this service fills in.
    {"client", "/client/supported_actions", nullptr},
    {"client", "/client/supported_engines", nullptr},
    {"client", "/client/supported_modes", nullptr},
    {"client", "/client/supported_storages", nullptr},
    // Lists of the Python service show it a second time, and only they show whether it is
    // mandatory.
    {"action", "/timeout", nullptr},
    {"action", "/mandatory", "false"},
    // What this service always shows.
    {"session", "/jobs", "{}"},
    {"session", "/result", R"("")"},
    {"job", "/job_schedule/event", R"("")"},
    // Later versions of the Python service than Debian's have it.
    {"backup", "/status", R"("available")"},
    // Version 2 of this service does not show it.
    {"backup", "/user_name", nullptr},
};

/// JSON text with the members of objects in the order of their names, without null.
std::string sorted(ValueRef value) {
  std::string text;
  const auto add = [&](const std::string& more) { text += (text.empty() ? "" : ",") + more; };
  if (const Object object = asObject(value)) {
    object.forEachByName([&](const Member& member) {
      if (!member.value.isNull()) add(quoteJson(member.name) + ":" + sorted(member.value));
    });
    return "{" + text + "}";
  }
  if (const Array array = asArray(value)) {
    for (const ValueRef entry : array) add(sorted(entry));
    return "[" + text + "]";
  }
  return toJson(value);
}

/// The actions of a job have the owner of the job. The Python service shows it only in those that
/// it has created with the job.
void removeOwners(const Document& job) {
  const Array actions = asArray(job.at("/job_actions"));
  if (!actions) return;
  for (const ValueRef action : actions) {
    for (const char* const name : {"project_id", "user_id"}) asObject(action).remove(name);
  }
}

/// The value of a column, where Python's text of nothing is empty. The length of its lines depends
/// on the owners of actions, which are removed.
std::string columnText(ValueRef value) {
  if (value.isNull()) return "";
  if (!value.isText()) return toJson(value);
  static const std::regex owner(R"(,\s*'(project_id|user_id)': '[^']*')");
  static const std::regex space(R"(\s+)");
  std::string text = std::regex_replace(value.text(), owner, "");
  text = std::regex_replace(text, space, " ");
  return text == "None" || text == "{}" ? "" : text;
}

}  // namespace

std::string idOf(const std::string& noun, const Document& document) {
  return document.textAt((noun == "client" ? "/client/" : "/") + noun + "_id");
}

std::string comparable(const std::string& noun, const Document& document) {
  Document copy = document.clone();
  for (const auto& [kind, pointer, json] : kDifferences) {
    if (kind == noun && (json == nullptr || toJson(copy.at(pointer)) == json)) copy.remove(pointer);
  }
  if (noun == "job") removeOwners(copy);
  return sorted(copy.at(""));
}

std::string comparableColumns(const std::string& noun, const Document& columns) {
  std::string text;
  for (const Member& column : asObject(columns.at("")).members()) {
    if (noun == "backup" && column.name == "User name") continue;
    text += column.name + ": " + columnText(column.value) + "\n";
  }
  return text;
}

}  // namespace freezer::test
