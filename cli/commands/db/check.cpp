#include "cli/commands/db/db.h"
#include "cli/config/store_url.h"
#include "core/rules/invariants.h"
#include "core/store/maintenance.h"

namespace freezer::cli {
namespace {

/// The findings, and one line for the number of further ones.
std::vector<std::string> linesOf(const Findings& findings) {
  std::vector<std::string> lines = findings.lines();
  if (findings.more() > 0) lines.push_back("and " + std::to_string(findings.more()) + " more");
  return lines;
}

Error damaged(const std::string& url, const Findings& faults) {
  Error error{ErrorCode::StoreFailure,
              "the store " + withoutPassword(url) + " is damaged: restore it from a copy"};
  for (std::string& line : linesOf(faults)) error.faults.push_back({"", std::move(line)});
  return error;
}

Result<void> check(const Context& context) {
  const std::string& url = context.config.connection;
  const Result<Findings> faults = checkStore(url);
  if (!faults) return faults.error();
  if (!faults.value().lines().empty()) return damaged(url, faults.value());
  Document answer;
  answer.set("/result", "ok");
  return context.answer(answer, "ok");
}

}  // namespace

void addDbCheck(const Command& db, Context& context) {
  const Command command = db.add(
      "check",
      "Check the store for damage: of the file, of documents, and of links between documents.");
  command.example("freezer-api db check");
  command.onRun(configured(context, [&context] { return check(context); }));
}

}  // namespace freezer::cli
