#include "core/store/mariadb/deferred.h"

#include <algorithm>
#include <utility>

namespace freezer::mariadb {
namespace {

constexpr std::size_t kMostBytes = 1U << 20U;  // Far below max_allowed_packet.
constexpr std::size_t kOfEachValue = 32;

std::size_t sizeOf(const sql::Values& values) {
  std::size_t bytes = 0;
  for (const sql::Value& value : values) {
    const auto* const text = std::get_if<std::string>(&value);
    bytes += kOfEachValue + (text == nullptr ? 0 : text->size());
  }
  return bytes;
}

}  // namespace

void DeferredStatements::add(sql::Connection::Later kind, std::string_view sql,
                             const sql::Values& values) {
  auto group = std::ranges::find_if(groups_, [&](const Group& each) { return each.sql == sql; });
  if (group == groups_.end()) group = groups_.insert(groups_.end(), {kind, std::string(sql), {}});
  group->rows.push_back(values);
  bytes_ += sizeOf(values);
}

bool DeferredStatements::hasPlaceFor(const sql::Values& values) const {
  return groups_.empty() || bytes_ + sizeOf(values) <= kMostBytes;
}

std::vector<DeferredStatements::Group> DeferredStatements::take() {
  bytes_ = 0;
  std::ranges::stable_sort(groups_, {}, &Group::kind);
  return std::exchange(groups_, {});
}

}  // namespace freezer::mariadb
