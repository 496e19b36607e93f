// The first line is a document, the rest a patch: what merge() makes of them is what RFC 7386,
// section 2, says, step by step.

#include <algorithm>

#include "core/json/document.h"
#include "tests/fuzz/plain_json.h"
#include "tests/fuzz/target.h"

namespace freezer::fuzz {
namespace {

/// The function MergePatch of the RFC. New members go to the end.
Json mergePatch(Json target, const Json& patch) {
  if (patch.members() == nullptr) return patch;
  if (target.members() == nullptr) target.value = Json::Members();
  Json::Members& members = *target.members();
  for (const auto& [name, value] : *patch.members()) {
    const auto member = std::ranges::find(members, name, &Json::Member::name);
    if (value.isNull()) {
      if (member != members.end()) members.erase(member);
    } else if (member != members.end()) {
      member->value = mergePatch(std::move(member->value), value);
    } else {
      members.push_back({name, mergePatch(Json(), value)});
    }
  }
  return target;
}

}  // namespace

void merge_patch(std::string_view input) {
  const std::string_view line = input.substr(0, input.find('\n'));
  auto target = Document::parse(line);
  const auto patch = Document::parse(input.substr(line.size()));
  if (!target || !patch) return;

  // A result may be as deep as the deeper of both.
  const std::size_t levels = DocumentLimits().maxNesting;
  const std::string before = patch.value().text();
  const auto expected = mergePatch(*readPlain(line, levels), *readPlain(before, levels));
  target.value().merge(patch.value());
  const std::string once = target.value().text();
  require(readPlain(once, levels) == expected, "a merge is that of RFC 7386");
  target.value().merge(patch.value());
  require(target.value().text() == once, "a second merge changes nothing");
  require(patch.value().text() == before, "a merge leaves the patch alone");
}

}  // namespace freezer::fuzz
