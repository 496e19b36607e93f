#include "tests/clients/takeover/sight.h"

#include <gtest/gtest.h>

#include <set>

namespace freezer::test {
namespace {

constexpr std::size_t kEnough = 10;

std::string textAt(const Sight& sight, const std::string& place) {
  const auto found = sight.find(place);
  return found == sight.end() ? "nothing" : found->second;
}

}  // namespace

void expectSameSight(const Sight& python, const Sight& ours) {
  std::set<std::string> places;
  for (const Sight* const sight : {&python, &ours}) {
    for (const auto& [place, text] : *sight) places.insert(place);
  }
  std::size_t differences = 0;
  for (const std::string& place : places) {
    const std::string expected = textAt(python, place);
    const std::string seen = textAt(ours, place);
    if (expected == seen) continue;
    if (++differences <= kEnough)
      ADD_FAILURE() << place << "\nPython: " << expected << "\nours:   " << seen;
  }
  EXPECT_EQ(differences, 0U) << "of " << places.size() << " places";
}

}  // namespace freezer::test
