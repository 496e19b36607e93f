#include <string>
#include <utility>

#include "core/bulk/batches.h"
#include "core/bulk/bulk.h"
#include "core/bulk/line.h"

namespace freezer {
namespace {

bool isBlank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Parses the lines of a source and counts them.
class Lines {
 public:
  Lines(const NextLine& next, const Clock& clock) : next_(next), clock_(clock) {}

  Result<std::optional<bulk::Item>> next() {
    for (;;) {
      const auto text = next_();
      if (!text && !bulk::isRefusal(text.error())) return text.error();
      if (text && !text.value()) return std::optional<bulk::Item>();
      ++number_;
      if (text && isBlank(*text.value())) continue;
      return std::optional(
          text ? itemOf(bulk::parseLine(*text.value(), clock_()), text.value()->size())
               : itemOf(text.error(), 0));
    }
  }

 private:
  bulk::Item itemOf(Result<bulk::Line> line, std::size_t bytes) const {
    const Resource* const resource = line ? line.value().resource : nullptr;
    return {number_, "line " + std::to_string(number_), resource, bytes, {}, std::move(line)};
  }

  const NextLine& next_;
  const Clock& clock_;
  std::int64_t number_ = 0;
};

}  // namespace

Result<ImportCounts> importLines(Store& store, const Clock& clock, const NextLine& next,
                                 const ImportOptions& options, const ImportEvents& events) {
  Lines lines(next, clock);
  const auto tell = [&](const bulk::Item& item, const Result<bulk::Done>& done) {
    if (!done && events.refused) events.refused(item.number, done.error());
  };
  return bulk::importItems(store, clock, [&] { return lines.next(); }, options,
                           {tell, events.progress});
}

}  // namespace freezer
