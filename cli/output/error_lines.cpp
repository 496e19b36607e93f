#include "cli/output/error_lines.h"

#include "cli/output/text.h"

namespace freezer::cli {

std::vector<std::string> errorLines(const Error& error) {
  std::vector<std::string> lines = {printable(error.message)};
  // The message of a single fault contains it already.
  if (error.faults.size() == 1 && error.message.ends_with(error.faults.front().message))
    return lines;
  lines.reserve(1 + error.faults.size());
  for (const Fault& fault : error.faults) {
    const std::string where = fault.pointer.empty() ? "" : fault.pointer + ": ";
    lines.push_back("  " + printable(where + fault.message));
  }
  return lines;
}

}  // namespace freezer::cli
