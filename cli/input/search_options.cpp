#include "cli/input/search_options.h"

#include <tuple>
#include <utility>

#include "cli/input/json_value.h"
#include "cli/input/time_bound.h"
#include "cli/output/column.h"
#include "core/freezer.h"
#include "core/text.h"

namespace freezer::cli {
namespace {

/// Reads the value of a condition: "null" is null, JSON must be a string, all else is text.
Result<std::optional<std::string>> readValueOf(const std::string& text) {
  if (text == "null") return std::optional<std::string>();
  if (!beginsLikeJson(text)) return std::optional(text);
  const Result<Value> value = readJson(text);
  if (!value) return value.error();
  if (value.value().isText()) return std::optional(value.value().text());
  return Error{
      ErrorCode::InvalidRequest,
      "a list or an object has no value to compare: name a key in it; for a string, write " +
          quoteJson(excerpt(text))};
}

/// Reads "key=value". An empty value is the empty string.
Result<Condition> readCondition(const std::string& option, const std::string& text, bool negated) {
  const std::size_t sign = text.find('=');
  if (sign == std::string::npos || sign == 0)
    return Error{ErrorCode::InvalidRequest, option + " must be key=value, not '" + text + "'"};
  if (hasEmptyName(text.substr(0, sign)))
    return Error{ErrorCode::InvalidRequest,
                 option + " must have a name on each side of a dot, not '" + text + "'"};
  Result<std::optional<std::string>> value = readValueOf(text.substr(sign + 1));
  if (!value)
    return Error{ErrorCode::InvalidRequest, option + " " + text + ": " + value.error().message};
  return Condition{text.substr(0, sign), std::move(value).value(), negated};
}

/// A time of documents that --by can name.
struct NamedTime {
  std::string name;
  std::string key;  ///< Search::timeKey.
};

std::vector<NamedTime> namedTimes(const Resource* resource) {
  std::vector<NamedTime> times = {{"created", "created_at"}, {"updated", "updated_at"}};
  if (resource == nullptr) return times;
  const std::string usual(resource->timeColumn);
  if (usual != "created_at") times.push_back({usual, usual});
  for (const DerivedKey& derived : resource->derivedKeys)
    if (derived.isTime) times.push_back({std::string(derived.name), std::string(derived.name)});
  return times;
}

std::vector<std::string> namesOfTimes(const Resource* resource) {
  std::vector<std::string> names;
  for (NamedTime& time : namedTimes(resource)) names.push_back(std::move(time.name));
  return names;
}

/// The time that is compared without --by, for one kind or for all.
std::string usualTime(const Resource* resource) {
  if (resource == nullptr) return "created, or for backups time_stamp";
  return resource->timeColumn == "created_at" ? "created" : std::string(resource->timeColumn);
}

}  // namespace

void SearchOptions::declare(const Command& command, const Resource* resource) {
  command.values({"--match",
                  "Only documents with this value for the key, which is a name at any depth or a "
                  "dotted path. 'key=' matches the empty string, 'key=null' a null or absent "
                  "value; a value in double quotes is a JSON string. Can be repeated; all must "
                  "match.",
                  "KEY=VALUE"},
                 match_);
  command.values({"--match-not", "Only documents that --match would exclude.", "KEY=VALUE"},
                 matchNot_);
  command.value(
      {"--search", "Only documents whose values contain every word of this text.", "TEXT"}, text_);
  resource_ = resource;
  command.value({"--since",
                 "Only documents of this time or later: seconds since the epoch, an ISO 8601 date "
                 "or date and time (default zone: UTC), an age (30min, 12h, 30d, 2w), today or "
                 "yesterday.",
                 "TIME"},
                since_);
  command.value(
      {"--until", "Only documents of this time or earlier; a date includes the whole day.", "TIME"},
      until_);
  command.value(
      {"--by", "The time that --since and --until compare (default: " + usualTime(resource) + ").",
       "NAME", namesOfTimes(resource)},
      by_);
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
    if (text_->starts_with("[{")) {
      const Result<Value> list = readJson(*text_);
      if (!list) return Error{ErrorCode::InvalidRequest, "--search: " + list.error().message};
    }
    const std::size_t before = search.conditions.size();
    if (const auto added = addText(search, *text_); !added) return added.error();
    // An empty variable in a script must not select all documents.
    if (search.words.empty() && search.conditions.size() == before)
      return Error{ErrorCode::InvalidRequest, "--search must contain a word"};
  }
  if (const auto times = readTimes(search); !times) return times.error();
  return search;
}

Result<void> SearchOptions::readTimes(Search& search) const {
  const std::int64_t now = Freezer::systemClock()();
  for (const auto& [option, text, edge, bound] :
       {std::tuple("--since", &since_, DayEdge::First, &search.timeAfter),
        std::tuple("--until", &until_, DayEdge::Last, &search.timeBefore)}) {
    if (!*text) continue;
    const auto time = parseTimeBound(option, **text, edge, now);
    if (!time) return time.error();
    *bound = time.value();
  }
  if (!by_) return {};
  if (!since_ && !until_) return Error{ErrorCode::InvalidRequest, "--by needs --since or --until"};
  for (const NamedTime& time : namedTimes(resource_)) {
    if (time.name == *by_) search.timeKey = time.key;
  }
  return {};
}

}  // namespace freezer::cli
