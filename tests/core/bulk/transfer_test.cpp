// Import from a source of documents, which a test writes itself.

#include "core/bulk/transfer.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/bulk/draft.h"
#include "core/bulk/link_checks.h"
#include "tests/core/freezer_fixture.h"

namespace freezer::test {
namespace {

/// A backup whose source knows no times.
bulk::Draft backup(const std::string& id, const std::string& name, std::int64_t time,
                   bool isStatusFirst) {
  bulk::Draft draft;
  draft.resource = &resourceOf(Kind::Backup);
  if (isStatusFirst) draft.document.set("/status", "available");
  draft.document.set("/backup_id", id);
  draft.document.set("/project_id", "p");
  draft.document.set("/user_id", "u");
  draft.document.set("/status", "available");
  draft.document.set("/backup_metadata/container", "c");
  draft.document.set("/backup_metadata/hostname", "h");
  draft.document.set("/backup_metadata/backup_name", name);
  draft.record.created_at = draft.record.updated_at = time;
  draft.unknown = {.times = true, .sidecar = true};
  return draft;
}

/// The backups whose names are given by ID.
class Backups : public bulk::Source {
 public:
  using Names = std::vector<std::pair<std::string, std::string>>;

  Backups(Names names, std::int64_t now) : names_(std::move(names)), now_(now) {}

  /// The source has other documents when it is read again.
  void thenHas(Names names) { later_ = std::move(names); }

  void haveStatusFirst() { isStatusFirst_ = true; }

  Result<std::vector<bulk::SourceCount>> count() override {
    return std::vector<bulk::SourceCount>{{&resourceOf(Kind::Backup)}};
  }

  void noteOthers(const bulk::Note& note) override { note("reports", "left out"); }

  void restart() override {
    if (starts_++ == 1 && later_) names_ = *later_;
    place_ = 0;
  }

  Result<std::optional<bulk::Item>> next() override {
    if (place_ == names_.size()) return std::optional<bulk::Item>();
    const auto& [id, name] = names_[place_++];
    bulk::Item item{static_cast<std::int64_t>(place_),
                    "backups " + id,
                    &resourceOf(Kind::Backup),
                    1,
                    {},
                    Error{ErrorCode::InvalidDocument, "is broken"}};
    if (name != "broken")
      item.line = bulk::finish(backup(id, name, now_, isStatusFirst_), false, item.notes);
    return std::optional(std::move(item));
  }

 private:
  Names names_;
  const std::int64_t now_;
  std::optional<Names> later_;
  bool isStatusFirst_ = false;
  int starts_ = 0;
  std::size_t place_ = 0;
};

class TransferTest : public FreezerTest {
 protected:
  TransferTally transferFrom(bulk::Source& source) {
    notes_.clear();
    const auto tallies = freezer_.transfer(
        source, {.onConflict = OnConflict::Update},
        {[&](const std::string& place, const Error& reason) {
           notes_.push_back(place + ": " + reason.message);
         },
         [&](const std::string& place, const std::string& note) {
           notes_.push_back(place + ": " + note);
         },
         [&](const ImportCounts&, std::optional<std::int64_t> total) { total_ = total; }});
    EXPECT_TRUE(tallies);
    return tallies ? tallies.value().front() : TransferTally();
  }

  /// The version and the times of a backup: "1 100 100".
  std::string stored(const std::string& id) const {
    std::string found;
    EXPECT_TRUE(freezer_.exportLines({}, [&](std::string_view line) -> Result<void> {
      const auto parsed = Document::parse(line);
      if (parsed.value().textAt("/document/backup_id") != id) return {};
      for (const char* const name : {"/version", "/created_at", "/updated_at"}) {
        found += std::to_string(parsed.value().integerAt(name, -1)) + " ";
      }
      return {};
    }));
    return found;
  }

  std::vector<std::string> notes_;
  std::optional<std::int64_t> total_ = 0;
};

TEST_F(TransferTest, CountsAndComparesTheDocumentsOfAnySource) {
  Backups source({{"a", "one"}, {"b", "broken"}, {"c", "two"}}, 100);
  const TransferTally tally = transferFrom(source);
  EXPECT_EQ(tally.live, 3);
  EXPECT_FALSE(tally.deleted);
  EXPECT_EQ(tally.counts.imported, 2);
  EXPECT_EQ(tally.counts.refused, 1);
  EXPECT_EQ(tally.read, 2);
  EXPECT_EQ(tally.stored, 2);
  EXPECT_EQ(tally.readDigest, tally.storedDigest);
  EXPECT_EQ(notes_, (std::vector<std::string>{"reports: left out", "backups b: is broken"}));
  EXPECT_FALSE(total_);
}

TEST_F(TransferTest, TimesThatTheSourceDoesNotTellAreKept) {
  now_ = 500;
  Backups first({{"a", "one"}, {"b", "two"}}, 100);
  transferFrom(first);
  EXPECT_EQ(stored("a"), "1 100 100 ");

  Backups second({{"a", "one"}, {"b", "other"}}, 200);
  const TransferTally tally = transferFrom(second);
  EXPECT_EQ(tally.counts.skipped, 1);
  EXPECT_EQ(tally.counts.replaced, 1);
  EXPECT_EQ(tally.readDigest, tally.storedDigest);
  EXPECT_EQ(stored("a"), "1 100 100 ");
  EXPECT_EQ(stored("b"), "2 100 500 ");
}

TEST_F(TransferTest, TheOrderOfMembersIsNoChange) {
  now_ = 500;
  Backups first({{"a", "one"}}, 100);
  transferFrom(first);
  Backups second({{"a", "one"}}, 100);
  second.haveStatusFirst();
  EXPECT_EQ(transferFrom(second).counts.skipped, 1);
}

TEST_F(TransferTest, ASourceThatChangesWhileItIsReadIsNamed) {
  Backups grows({{"a", "one"}}, 100);
  grows.thenHas({{"a", "one"}, {"b", "two"}});
  EXPECT_NE(transferFrom(grows).readDigest, "");
  ASSERT_EQ(notes_.size(), 2U);
  EXPECT_EQ(notes_.back(), "backups: the source changed while it was read: import again");

  Backups swaps({{"a", "one"}, {"b", "two"}}, 100);
  swaps.thenHas({{"a", "one"}, {"c", "three"}});
  transferFrom(swaps);
  EXPECT_EQ(notes_.back(), "backups: the source changed while it was read: import again");
}

}  // namespace
}  // namespace freezer::test
