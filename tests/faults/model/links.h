#pragma once

#include <string>
#include <vector>

#include "core/json/document.h"

namespace freezer::test {

/// The documents that are linked to each other, as lists show them while no request changes them.
struct Linked {
  std::vector<Document> jobs;
  std::vector<Document> sessions;
  std::vector<Document> actions;
};

/// Describes each link that only one of its two ends has: between a job and its session, and
/// between a job and its actions, which it shows as they are.
std::vector<std::string> brokenLinks(const Linked& linked);

}  // namespace freezer::test
