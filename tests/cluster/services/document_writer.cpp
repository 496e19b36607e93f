#include "tests/cluster/services/document_writer.h"

#include <algorithm>
#include <iterator>

namespace freezer::test {
namespace {

/// Whether a change that is sent twice has no effect the second time, even if it comes late: it has
/// an id, or a condition.
bool canBeRepeated(const Written& document) {
  return document.kind == Kind::Job || (document.kind == Kind::Backup && document.version > 0);
}

/// What a change can be refused with if it was already made.
bool isRefusal(int status) {
  return status == 404 || status == 409 || status == 412;
}

std::string pathOfWritten(const Written& document) {
  return kBase + "/" + std::string(resourceOf(document.kind).plural) + "/" + document.id;
}

}  // namespace

std::vector<Written> DocumentWriter::documents() const {
  std::vector<Written> all = documents_;
  if (!all.empty() && isUnsure_) all.back().inDoubt = true;
  return all;
}

std::vector<Written> DocumentWriter::takeChanged() {
  std::vector<Written> all = documents();
  all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(unchanged_));
  unchanged_ = documents_.empty() ? 0 : documents_.size() - 1;
  return all;
}

Written& DocumentWriter::current() {
  if (documents_.empty() || !documents_.back().isAlive()) {
    constexpr Kind kKinds[] = {Kind::Backup, Kind::Job, Kind::Session};
    const std::size_t count = documents_.size();
    Written next{kKinds[count % std::size(kKinds)]};
    if (next.kind != Kind::Backup)
      next.id = "w" + std::to_string(number()) + "-" + std::to_string(count);
    if (count / std::size(kKinds) % 4 != 0) next.lastVersion = kDeleted;
    documents_.push_back(next);
    isUnsure_ = wasUnsure_ = false;
  }
  return documents_.back();
}

void DocumentWriter::step(const std::stop_token& /*stop*/) {
  Written& document = current();
  isUnsure_ ? look(document) : change(document);
}

void DocumentWriter::change(Written& document) {
  if (document.version + 1 == kDeleted) scene_.existing.remove(document.kind, document.id);
  const Step next = nextStep(document);
  const Reply reply = send(next.ask);
  if (reply.status == next.status) {
    if (document.id.empty()) document.id = reply.at("/backup_id");
    if (next.ask.method == "PATCH") {
      EXPECT_EQ(reply.at("/version"), std::to_string(document.version + 1)) << reply.body;
    }
    return accept(document);
  }
  if (isUnsure(reply)) return doubt(document);
  EXPECT_TRUE(wasUnsure_ && isRefusal(reply.status))
      << next.ask.method << ' ' << next.ask.target << ": " << reply.status << ' ' << reply.body;
  doubt(document);
}

void DocumentWriter::accept(Written& document) {
  if (++document.version == 1) scene_.existing.add(document.kind, document.id);
  isUnsure_ = false;
  acknowledge(number());
}

void DocumentWriter::doubt(Written& document) {
  // A creation that comes late would create the deleted document again.
  if (document.version == 0) document.lastVersion = kDeleted - 1;
  if (canBeRepeated(document)) {
    isUnsure_ = wasUnsure_ = true;
  } else {
    document.inDoubt = true;
    isUnsure_ = false;
  }
}

/// Whether the last change was made.
void DocumentWriter::look(Written& document) {
  const Reply reply = send({"GET", pathOfWritten(document)});
  if (isUnsure(reply)) return;
  EXPECT_TRUE(reply.status == 200 || reply.status == 404) << reply.status << ' ' << reply.body;
  const std::int64_t absent = document.version + 1 == kDeleted ? kDeleted : 0;
  const std::string tag = reply.header("etag");
  const std::int64_t version =
      reply.status == 404 || tag.size() < 2 ? absent : std::stoll(tag.substr(1));
  EXPECT_TRUE(version == document.version || version == document.version + 1)
      << document.id << " is at version " << version << "; the last acknowledged version is "
      << document.version;
  isUnsure_ = false;
  if (version == document.version + 1) accept(document);
}

}  // namespace freezer::test
