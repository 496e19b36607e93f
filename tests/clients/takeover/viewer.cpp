#include "tests/clients/takeover/viewer.h"

#include <gtest/gtest.h>

#include <utility>

#include "tests/clients/takeover/comparable.h"
#include "tests/support/program.h"

namespace freezer::test {
namespace {

/// Adds the entry, which must be the first one of its ID.
void add(Sight& sight, const std::string& id, const std::string& text) {
  EXPECT_TRUE(sight.emplace(id, text).second) << id << " is listed twice";
}

Environment withUrl(Environment environment, std::uint16_t port) {
  environment["OS_BACKUP_URL"] = "http://127.0.0.1:" + std::to_string(port);
  return environment;
}

}  // namespace

Viewer::Viewer(std::uint16_t port, Token token, FreezerForks& forks, Environment environment,
               std::filesystem::path folder, Options options)
    : port_(port),
      token_(std::move(token)),
      forks_(forks),
      environment_(withUrl(std::move(environment), port)),
      folder_(std::move(folder)),
      options_(options) {
  std::filesystem::create_directories(folder_);
}

Sight Viewer::see() {
  Sight sight;
  for (const std::string noun : {"client", "action", "session", "job", "backup"}) {
    const Sight listed =
        allPages([&](const std::string& offset) { return documents(noun, offset); });
    const Sight printed = allPages([&](const std::string& offset) { return rows(noun, offset); });
    for (const auto& [id, text] : listed) sight["list of " + noun + "s, " + id] = text;
    for (const auto& [id, text] : printed) sight[noun + "-list, " + id] = text;
    int shown = 0;
    for (const auto& [id, text] : listed) {
      if (shown++ < options_.shown) seeDocument(noun, id, sight);
    }
  }
  return sight;
}

Sight Viewer::allPages(const std::function<Sight(const std::string& offset)>& page) const {
  Sight all;
  for (int offset = 0;; offset += options_.pageSize) {
    const Sight entries = page(std::to_string(offset));
    for (const auto& [id, text] : entries) add(all, id, text);
    if (std::ssize(entries) < options_.pageSize) return all;
  }
}

Sight Viewer::documents(const std::string& noun, const std::string& offset) const {
  const Document page = get("/" + noun + "s/?limit=" + limit() + "&offset=" + offset).json();
  Sight found;
  for (const ValueRef entry : asArray(page.at("/" + noun + "s"))) {
    const Document document = Document::viewOf(asObject(entry));
    add(found, idOf(noun, document), comparable(noun, document));
  }
  return found;
}

/// The output is not JSON, because the client cannot convert the times of backups. An empty list
/// has one row without an ID.
Sight Viewer::rows(const std::string& noun, const std::string& offset) {
  Words lines = linesOf(freezer(
      {noun + "-list", "-f", "csv", "--quote", "none", "--limit", limit(), "--offset", offset}));
  if (!lines.empty()) lines.erase(lines.begin());  // The names of the columns.
  Sight found;
  for (const std::string& line : lines) {
    const std::string id = line.substr(0, line.find(','));
    if (!id.empty()) add(found, id, line);
  }
  return found;
}

void Viewer::seeDocument(const std::string& noun, const std::string& id, Sight& sight) {
  sight[noun + " " + id] = comparable(noun, get("/" + noun + "s/" + id).json());
  sight[noun + "-show " + id] =
      comparableColumns(noun, parsed(freezer({noun + "-show", "-f", "json", id})));
}

std::string Viewer::freezer(const Words& words) {
  const Outcome outcome = forks_.run(words, environment_, folder_);
  EXPECT_EQ(outcome.status, 0) << words.front() << ": " << testing::PrintToString(outcome);
  return outcome.out;
}

Reply Viewer::get(const std::string& target) const {
  const Ask ask = {"GET", "/v2/" + token_.projectId + target, "", {"X-Auth-Token: " + token_.text}};
  Reply reply = RawClient(port_).exchange(ask);
  EXPECT_EQ(reply.status, 200) << target << ": " << reply.body;
  return reply;
}

}  // namespace freezer::test
