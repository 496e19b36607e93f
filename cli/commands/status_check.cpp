#include "cli/commands/status_check.h"

#include <algorithm>
#include <span>
#include <string>

#include "cli/output/text.h"
#include "cli/output/units.h"

namespace freezer::cli {
namespace {

constexpr std::size_t kWorst = 5;

std::string_view nameOf(Health health) {
  switch (health) {
    case Health::Well: return "OK";
    case Health::Warning: return "WARNING";
    case Health::Failing: return "FAILING";
  }
  return {};
}

}  // namespace

Health printCheck(std::ostream& out, const Overview& overview) {
  const std::vector<Trouble> troubles = troublesOf(overview);
  const Health health = troubles.empty() ? Health::Well : troubles.front().health;
  out << nameOf(health) << ": " << countText(troubles.size(), "problem") << ", "
      << countText(overview.clients.size(), "client") << ", "
      << countText(static_cast<std::size_t>(overview.jobs.total), "job") << '\n';
  const std::span<const Trouble> all(troubles);
  for (const Trouble& trouble : all.first(std::min(all.size(), kWorst))) {
    const std::string job = trouble.job_id.empty() ? "" : " job " + trouble.job_id;
    out << printable(trouble.client_id + job) << ": " << trouble.what << '\n';
  }
  if (all.size() > kWorst) out << "and " << all.size() - kWorst << " more\n";
  return health;
}

}  // namespace freezer::cli
