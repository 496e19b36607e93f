// Made-up histories: the checker finds each kind of fault, and nothing where there is none.

#include "tests/faults/model/checker.h"

#include <gtest/gtest.h>

namespace freezer::test {
namespace {

constexpr Subject kJob{Kind::Job, 0, 0};

Event::Moment at(int moment) {
  return Event::Moment(std::chrono::nanoseconds(moment));
}

Event event(Effect effect, int sent, int answered, int status = 200) {
  return {.subject = kJob,
          .effect = effect,
          .sent = at(sent),
          .answered = at(answered),
          .status = status};
}

Event created() {
  Event result = event(Effect::Create, 0, 1, 201);
  result.version = 1;
  return result;
}

/// A patch that writes its version as its mark.
Event patched(int sent, int answered, std::int64_t version, std::int64_t expected = 0) {
  Event result = event(Effect::Patch, sent, answered);
  result.version = version;
  result.mark = version;
  result.expected = expected;
  return result;
}

Event shown(int sent, int answered, std::int64_t version, std::int64_t mark) {
  Event result = event(Effect::Read, sent, answered);
  result.version = version;
  result.marks[0] = mark;
  return result;
}

Event refused(int sent, int answered, std::int64_t expected) {
  Event result = event(Effect::Patch, sent, answered, 412);
  result.expected = expected;
  result.mark = 9;
  return result;
}

Event possiblyChanged(int sent, int answered) {
  Event result = event(Effect::PossibleChange, sent, answered);
  result.subject.generation = kAnyGeneration;
  return result;
}

/// Whether the checker finds this fault after the creation of a document.
bool finds(Fault fault, std::vector<Event> history) {
  history.push_back(created());
  return std::ranges::count(check(history), fault, &Finding::fault) > 0;
}

bool findsNothing(std::vector<Event> history) {
  history.push_back(created());
  return check(history).empty();
}

TEST(Checker, AcceptsAnyOrderOfRequestsAtTheSameTime) {
  EXPECT_TRUE(findsNothing({patched(2, 9, 3), patched(2, 9, 2), shown(3, 8, 1, 0),
                            shown(3, 8, 3, 3), shown(10, 11, 3, 3)}));
  EXPECT_TRUE(findsNothing({patched(2, 3, 2, 1), refused(2, 4, 1), shown(5, 6, 2, 2)}));
}

TEST(Checker, AcceptsChangesOfLinkedDocuments) {
  EXPECT_TRUE(findsNothing({possiblyChanged(2, 3), shown(4, 5, 1, 0), shown(6, 7, 1, 0)}));
  EXPECT_TRUE(findsNothing({possiblyChanged(2, 3), shown(4, 5, 2, 0)}));
  EXPECT_TRUE(findsNothing({event(Effect::Change, 2, 3), shown(4, 5, 2, 0)}));
}

TEST(Checker, AcceptsADeletion) {
  EXPECT_TRUE(findsNothing({event(Effect::Delete, 2, 5, 204), event(Effect::Delete, 3, 6, 204),
                            shown(3, 4, 1, 0), event(Effect::Read, 7, 8, 404)}));
}

TEST(Checker, FindsALostChange) {
  EXPECT_TRUE(finds(Fault::LostChange, {patched(2, 4, 2), patched(3, 5, 2)}));
  EXPECT_TRUE(finds(Fault::LostChange, {event(Effect::Change, 2, 3), shown(4, 5, 1, 0)}));
}

TEST(Checker, FindsAnUnknownChange) {
  EXPECT_TRUE(finds(Fault::UnknownChange, {shown(2, 3, 2, 0)}));
  EXPECT_TRUE(finds(Fault::UnknownChange, {possiblyChanged(2, 3), shown(4, 5, 3, 0)}));
}

TEST(Checker, FindsWrongContent) {
  EXPECT_TRUE(finds(Fault::WrongContent, {patched(2, 3, 2), shown(4, 5, 2, 0)}));
  EXPECT_TRUE(finds(Fault::WrongContent, {refused(2, 3, 4), shown(4, 5, 1, 9)}));
}

TEST(Checker, FindsAnIgnoredCondition) {
  EXPECT_TRUE(finds(Fault::IgnoredCondition, {patched(2, 3, 2), patched(4, 5, 3, 1)}));
  Event deleted = event(Effect::Delete, 4, 5, 204);
  deleted.expected = 1;
  EXPECT_TRUE(finds(Fault::IgnoredCondition, {patched(2, 3, 2), deleted}));
}

TEST(Checker, FindsTwoChangesUnderIfMatchOfOneVersion) {
  EXPECT_TRUE(finds(Fault::TwiceOnAVersion, {patched(2, 4, 2, 1), patched(3, 5, 3, 1)}));
}

TEST(Checker, FindsAWrongRefusal) {
  EXPECT_TRUE(finds(Fault::WrongRefusal, {refused(2, 3, 1), shown(4, 5, 1, 0)}));
}

TEST(Checker, FindsAStaleRead) {
  EXPECT_TRUE(finds(Fault::StaleVersion, {patched(2, 3, 2), shown(4, 5, 1, 0)}));
}

TEST(Checker, FindsAVersionThatGoesBackwards) {
  EXPECT_TRUE(finds(Fault::StaleVersion, {patched(2, 9, 2), shown(3, 4, 2, 2), shown(5, 6, 1, 0)}));
  EXPECT_TRUE(finds(Fault::StaleVersion, {patched(2, 3, 3), patched(4, 5, 2)}));
}

TEST(Checker, FindsADeletedDocumentThatComesBack) {
  const Event deleted = event(Effect::Delete, 2, 3, 204);
  EXPECT_TRUE(finds(Fault::CameBack, {deleted, shown(4, 5, 1, 0)}));
  EXPECT_TRUE(finds(Fault::CameBack, {deleted, patched(4, 5, 2)}));
}

TEST(Checker, FindsADocumentThatVanishes) {
  EXPECT_TRUE(finds(Fault::Vanished, {event(Effect::Read, 2, 3, 404)}));
}

}  // namespace
}  // namespace freezer::test
