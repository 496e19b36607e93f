#include "core/schedule/faults.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

#include "core/pointers.h"
#include "core/schedule/cron.h"
#include "core/schedule/date_time.h"
#include "core/schedule/interval.h"

namespace freezer {
namespace {

constexpr std::string_view kDates[] = {"schedule_date", "schedule_start_date", "schedule_end_date"};
constexpr std::string_view kCronPrefix = "schedule_";

/// What the value of a member must be; none if it is valid, or the member is free.
std::optional<std::string> requirementOf(std::string_view name, const std::string& value) {
  if (std::ranges::find(kDates, name) != std::end(kDates)) {
    if (parseDateTime(value)) return std::nullopt;
    return "must be a date that exists, with at most six digits of a fraction of a second";
  }
  if (name == "schedule_interval") {
    if (parseInterval(value)) return std::nullopt;
    return R"(must be "continuous", or a number, one space and a unit, and end before the year 9999)";
  }
  if (!name.starts_with(kCronPrefix)) return std::nullopt;
  const auto* const field = std::ranges::find(kCronFields, name.substr(kCronPrefix.size()));
  const auto index = static_cast<std::size_t>(field - kCronFields.begin());
  if (field == kCronFields.end() || CronSchedule::isExpression(index, value)) return std::nullopt;
  return "must be " + CronSchedule::meaningOf(index);
}

}  // namespace

std::vector<Fault> scheduleFaults(const Document& document, std::string_view pointer,
                                  const Document* before) {
  std::vector<Fault> faults;
  const Object schedule = document.objectAt(pointer);
  if (!schedule) return faults;
  for (const Member& member : schedule.members()) {
    if (!member.value.isText() || !member.name.starts_with(kCronPrefix)) continue;
    const std::string value = member.value.text();
    const std::string place = at::member(pointer, escapePointer(member.name));
    if (before != nullptr && before->at(place).isText() && before->textAt(place) == value) continue;
    if (auto requirement = requirementOf(member.name, value))
      faults.push_back({place, *std::move(requirement)});
  }
  return faults;
}

}  // namespace freezer
