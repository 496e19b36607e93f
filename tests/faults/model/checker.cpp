#include "tests/faults/model/checker.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <ostream>
#include <set>
#include <utility>

namespace freezer::test {
namespace {

using Moment = Event::Moment;
using Moments = std::vector<Moment>;  // Sorted.

/// Whether the event made a version.
bool isChange(const Event& event) {
  const bool changes = event.effect == Effect::Create || event.effect == Effect::Patch ||
                       event.effect == Effect::Replace || event.effect == Effect::Change;
  return changes && event.isDone();
}

bool isRead(const Event& event) {
  return event.effect == Effect::Read && event.status == 200;
}

bool isDeletion(const Event& event) {
  return event.effect == Effect::Delete && event.isDone();
}

std::int64_t countBefore(const Moments& moments, Moment end) {
  return std::distance(moments.begin(), std::ranges::lower_bound(moments, end));
}

/// The moments of the events that fulfil `isWanted`.
template <typename IsWanted>
Moments momentsOf(const std::vector<Event>& events, Moment Event::*moment, IsWanted isWanted) {
  Moments moments;
  for (const Event& event : events)
    if (isWanted(event)) moments.push_back(event.*moment);
  std::ranges::sort(moments);
  return moments;
}

/// The events of one document, and the changes of others that possibly changed it.
class DocumentChecker {
 public:
  DocumentChecker(std::vector<Event> events, const std::vector<Event>& possible,
                  std::vector<Finding>& findings)
      : events_(std::move(events)), possible_(possible), findings_(findings) {
    for (const Event& event : events_) {
      if (event.version > 0 && isChange(event)) numbered_.push_back(event);
      if (event.effect == Effect::Create && event.isDone()) {
        creating_ = event.sent;
        created_ = event.answered;
      }
    }
    std::ranges::sort(numbered_, {}, &Event::version);
  }

  void check() {
    checkVersions();
    checkConditions();
    checkRefusals();
    checkOrder();
    checkCounts();
    checkContent();
    checkPresence();
  }

 private:
  void report(Fault fault, const Event& event) { findings_.push_back({fault, event}); }

  /// Each version results from one change.
  void checkVersions() {
    for (std::size_t i = 1; i < numbered_.size(); ++i)
      if (numbered_[i].version == numbered_[i - 1].version) report(Fault::LostChange, numbered_[i]);
  }

  /// A change under If-Match changes that version, and no other one does. The deletion of a
  /// document that somebody else deletes meanwhile succeeds and changes nothing.
  void checkConditions() {
    const bool isDeletedOnce = std::ranges::count_if(events_, isDeletion) == 1;
    std::set<std::int64_t> conditions;
    for (const Event& event : events_) {
      if (event.expected == 0 || !event.isDone()) continue;
      if (isDeletion(event) && !isDeletedOnce) continue;
      if (!conditions.insert(event.expected).second) report(Fault::TwiceOnAVersion, event);
      if (isDeletion(event) ? wasOutdated(event) : event.version != event.expected + 1)
        report(Fault::IgnoredCondition, event);
    }
  }

  /// Whether the version in If-Match was no longer the last one when the request was sent.
  bool wasOutdated(const Event& event) const {
    return std::ranges::any_of(numbered_, [&](const Event& change) {
      return change.version > event.expected && change.answered < event.sent;
    });
  }

  /// Versions only rise, and a client only expects one that it has seen.
  void checkRefusals() {
    std::vector<std::pair<Moment, std::int64_t>> lowest;  // From a moment on; the latest first.
    std::vector<Event> seen;
    std::ranges::copy_if(events_, std::back_inserter(seen), isRead);
    std::ranges::sort(seen, std::ranges::greater(), &Event::sent);
    for (const Event& event : seen) {
      if (lowest.empty() || event.version < lowest.back().second)
        lowest.emplace_back(event.sent, event.version);
    }
    for (const Event& event : events_) {
      if (event.status != 412) continue;
      const bool isWrong = std::ranges::any_of(lowest, [&](const auto& later) {
        return later.first > event.answered && later.second <= event.expected;
      });
      if (isWrong) report(Fault::WrongRefusal, event);
    }
  }

  /// A request that is sent after a version was answered shows or makes no earlier one.
  void checkOrder() {
    std::vector<Event> known = numbered_;
    std::ranges::copy_if(events_, std::back_inserter(known), isRead);
    std::ranges::sort(known, {}, &Event::answered);
    Moments moments;
    std::vector<std::int64_t> highest;  // Up to each of the moments.
    for (const Event& event : known) {
      moments.push_back(event.answered);
      highest.push_back(std::max(event.version, highest.empty() ? 0 : highest.back()));
    }
    for (const Event& event : known) {
      const std::int64_t before = countBefore(moments, event.sent);
      if (before == 0) continue;
      const std::int64_t least =
          highest[static_cast<std::size_t>(before - 1)] + (isRead(event) ? 0 : 1);
      if (event.version < least) report(Fault::StaleVersion, event);
    }
  }

  /// The version of a read counts the changes until then.
  void checkCounts() {
    const Moments sent = momentsOf(events_, &Event::sent, isChange);
    const Moments answered = momentsOf(events_, &Event::answered, isChange);
    const Moments possible = momentsOf(
        possible_, &Event::sent, [&](const Event& event) { return event.answered > creating_; });
    for (const Event& event : events_) {
      if (!isRead(event)) continue;
      const std::int64_t most =
          countBefore(sent, event.answered) + countBefore(possible, event.answered);
      if (event.version < countBefore(answered, event.sent)) report(Fault::LostChange, event);
      if (event.version > most) report(Fault::UnknownChange, event);
    }
  }

  /// A read shows the changes up to its version, and no other ones.
  void checkContent() {
    std::vector<Marks> states = {Marks{}};  // Before and after each of the changes.
    for (const Event& change : numbered_) {
      Marks marks = change.effect == Effect::Patch ? states.back() : Marks{};
      if (change.mark != 0) marks[change.member] = change.mark;
      states.push_back(marks);
    }
    for (const Event& event : events_) {
      if (!isRead(event)) continue;
      const auto next = std::ranges::upper_bound(numbered_, event.version, {}, &Event::version);
      const auto count = static_cast<std::size_t>(std::distance(numbered_.begin(), next));
      if (event.marks != states[count]) report(Fault::WrongContent, event);
    }
  }

  /// The document is there from its creation to its deletion.
  void checkPresence() {
    const Moments deleted = momentsOf(events_, &Event::answered, isDeletion);
    const Moments deleting = momentsOf(
        events_, &Event::sent, [](const Event& event) { return event.effect == Effect::Delete; });
    for (const Event& event : events_) {
      if (event.effect == Effect::Delete) continue;
      const bool isThere = isRead(event) || isChange(event);
      if (isThere && countBefore(deleted, event.sent) > 0) report(Fault::CameBack, event);
      const bool wasThere = created_ < event.sent && countBefore(deleting, event.answered) == 0;
      if (event.status == 404 && wasThere) report(Fault::Vanished, event);
    }
  }

  const std::vector<Event> events_;
  const std::vector<Event>& possible_;
  std::vector<Finding>& findings_;
  std::vector<Event> numbered_;      ///< The changes of known versions, by version.
  Moment creating_ = Moment::max();  ///< When the creation was sent.
  Moment created_ = Moment::max();   ///< When the creation was acknowledged.
};

const char* nameOf(Fault fault) {
  switch (fault) {
    case Fault::LostChange: return "lost change";
    case Fault::UnknownChange: return "unknown change";
    case Fault::WrongContent: return "wrong content";
    case Fault::IgnoredCondition: return "ignored If-Match";
    case Fault::TwiceOnAVersion: return "two changes under If-Match of one version";
    case Fault::WrongRefusal: return "wrong 412";
    case Fault::StaleVersion: return "stale version";
    case Fault::CameBack: return "a deleted document came back";
    case Fault::Vanished: return "a document vanished";
  }
  return "";
}

const char* nameOf(Effect effect) {
  switch (effect) {
    case Effect::Read: return "read";
    case Effect::Create: return "create";
    case Effect::Patch: return "patch";
    case Effect::Replace: return "replace";
    case Effect::Delete: return "delete";
    case Effect::Change: return "change";
    case Effect::PossibleChange: return "possible change";
  }
  return "";
}

}  // namespace

std::ostream& operator<<(std::ostream& stream, const Finding& finding) {
  const Event& event = finding.event;
  stream << nameOf(finding.fault) << ": " << resourceOf(event.subject.kind).name << ' '
         << event.subject.place << '-' << event.subject.generation << ", " << nameOf(event.effect)
         << " sent at " << event.sent.time_since_epoch().count() << " ns, answered at "
         << event.answered.time_since_epoch().count() << " ns, status " << event.status
         << ", version " << event.version << ", expected " << event.expected << ", mark "
         << event.mark << ", shows";
  for (const std::int64_t mark : event.marks) stream << ' ' << mark;
  return stream;
}

std::vector<Finding> check(const std::vector<Event>& history) {
  std::map<Subject, std::vector<Event>> documents;
  std::map<Subject, std::vector<Event>> possible;
  for (const Event& event : history)
    (event.effect == Effect::PossibleChange ? possible : documents)[event.subject].push_back(event);
  std::vector<Finding> findings;
  for (auto& [subject, events] : documents) {
    const Subject place{subject.kind, subject.place, kAnyGeneration};
    DocumentChecker(std::move(events), possible[place], findings).check();
  }
  return findings;
}

}  // namespace freezer::test
