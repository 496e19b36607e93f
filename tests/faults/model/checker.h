#pragma once

#include <iosfwd>
#include <vector>

#include "tests/faults/model/event.h"

namespace freezer::test {

/// What a history shows that a service must not do.
enum class Fault {
  LostChange,        ///< A version below the number of acknowledged changes, or one made twice.
  UnknownChange,     ///< A version above the number of changes that can have happened.
  WrongContent,      ///< A document that lacks a change, or has one that was refused.
  IgnoredCondition,  ///< A change under If-Match of another version than the one that it changed.
  TwiceOnAVersion,   ///< Two changes under If-Match of the same version.
  WrongRefusal,      ///< 412, although the document had the version of If-Match all the time.
  StaleVersion,      ///< A version that was outdated before the request was sent.
  CameBack,          ///< A document after its deletion.
  Vanished,          ///< No document, although nobody deleted it.
};

struct Finding {
  Fault fault;
  Event event;  ///< The request that shows it.
};

std::ostream& operator<<(std::ostream& stream, const Finding& finding);

/// Compares a history with what any order of its requests can result in. A request takes effect at
/// some moment between the sending and the answer; changes of one document count its versions.
///
/// The history must be complete: every change that can have happened is in it. A document is only
/// deleted by a request that is sent after the creation was acknowledged.
std::vector<Finding> check(const std::vector<Event>& history);

}  // namespace freezer::test
