#include "tests/cluster/services/walker.h"

#include <gtest/gtest.h>

#include "tests/faults/written.h"

namespace freezer::test {
namespace {

constexpr std::size_t kPage = 100;

}  // namespace

void Walker::step(const std::stop_token& stop) {
  const Kind kind = randomBelow(2) == 0 ? Kind::Backup : Kind::Job;
  const std::set<std::string> before = scene_.existing.all(kind);
  const auto walked = walk(kind, stop);
  if (!walked) return;
  const std::set<std::string> after = scene_.existing.all(kind);
  for (const std::string& id : before) {
    if (after.contains(id)) {
      EXPECT_TRUE(walked->contains(id)) << id << " was skipped";
    }
  }
  ++walks_;
}

std::optional<std::set<std::string>> Walker::walk(Kind kind, const std::stop_token& stop) {
  const Resource& resource = resourceOf(kind);
  const std::string member = "/" + std::string(resource.idField);
  const std::string list =
      kBase + "/" + std::string(resource.plural) + "?limit=" + std::to_string(kPage);
  std::set<std::string> walked;
  for (std::string marker; !stop.stop_requested();) {
    const Reply reply = send({"GET", marker.empty() ? list : list + "&marker=" + marker});
    if (isUnsure(reply)) continue;
    if (reply.status != 200) return std::nullopt;  // The marker was deleted.
    const Document answer = reply.json();
    const Array documents = answer.arrayAt("/" + std::string(resource.plural));
    if (!documents || documents.size() == 0) return walked;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      marker = Document::viewOf(asObject(documents[i])).textAt(member);
      EXPECT_TRUE(walked.insert(marker).second) << marker << " came twice";
    }
    if (documents.size() < kPage) return walked;
  }
  return std::nullopt;
}

}  // namespace freezer::test
