#include "cli/input/search_options.h"

#include <tuple>
#include <utility>

#include "cli/input/time_bound.h"
#include "cli/output/column.h"

namespace freezer::cli {
namespace {

/// Reads "key=value". An empty value is the empty string; "null" is null.
Result<Condition> readCondition(const std::string& option, const std::string& text, bool negated) {
  const std::size_t sign = text.find('=');
  if (sign == std::string::npos || sign == 0)
    return Error{ErrorCode::InvalidRequest, option + " must be key=value, not '" + text + "'"};
  if (hasEmptyName(text.substr(0, sign)))
    return Error{ErrorCode::InvalidRequest,
                 option + " must have a name on each side of a dot, not '" + text + "'"};
  Condition condition{text.substr(0, sign), text.substr(sign + 1), negated};
  if (condition.text == "null") condition.text.reset();
  return condition;
}

/// The column that the time options compare, for one kind or for all.
std::string boundedTime(const Resource* resource) {
  if (resource != nullptr) return std::string(resource->timeColumn);
  return "created_at, or for a backup time_stamp,";
}

}  // namespace

void SearchOptions::declare(const Command& command, const Resource* resource) {
  command.values({"--match",
                  "Only documents with this value for the key, which is a name at any depth or a "
                  "dotted path. 'key=' matches the empty string, 'key=null' a null or absent "
                  "value. Can be repeated; all must match.",
                  "KEY=VALUE"},
                 match_);
  command.values({"--match-not", "Only documents that --match would exclude.", "KEY=VALUE"},
                 matchNot_);
  command.value(
      {"--search", "Only documents whose values contain every word of this text.", "TEXT"}, text_);
  const std::string time = boundedTime(resource);
  command.value({"--since",
                 "Only documents whose " + time +
                     " is at or after this time: seconds since the epoch, or an ISO 8601 date or "
                     "date and time (default zone: UTC).",
                 "TIME"},
                since_);
  command.value({"--until",
                 "Only documents whose " + time +
                     " is at or before this time; a date includes the whole day.",
                 "TIME"},
                until_);
}

bool SearchOptions::given() const {
  return !match_.empty() || !matchNot_.empty() || text_ || since_ || until_;
}

Result<Search> SearchOptions::read() const {
  Search search;
  for (const auto& [option, texts, negated] :
       {std::tuple("--match", &match_, false), std::tuple("--match-not", &matchNot_, true)}) {
    for (const std::string& text : *texts) {
      Result<Condition> condition = readCondition(option, text, negated);
      if (!condition) return condition.error();
      const auto added = addCondition(search, std::move(condition).value());
      if (!added) return added.error();
    }
  }
  if (text_) {
    const std::size_t before = search.conditions.size();
    if (const auto added = addText(search, *text_); !added) return added.error();
    // An empty variable in a script must not select all documents.
    if (search.words.empty() && search.conditions.size() == before)
      return Error{ErrorCode::InvalidRequest, "--search must contain a word"};
  }
  if (since_) {
    const auto time = parseTimeBound("--since", *since_, DayEdge::First);
    if (!time) return time.error();
    search.timeAfter = time.value();
  }
  if (until_) {
    const auto time = parseTimeBound("--until", *until_, DayEdge::Last);
    if (!time) return time.error();
    search.timeBefore = time.value();
  }
  return search;
}

}  // namespace freezer::cli
