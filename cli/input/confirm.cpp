#include "cli/input/confirm.h"

#include <unistd.h>

#include <iostream>

#include "cli/output/text.h"

namespace freezer::cli {
namespace {

bool isYes(std::string answer) {
  for (char& c : answer) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return answer == "y" || answer == "yes";
}

}  // namespace

void Confirmation::declare(const Command& command) {
  command.flag({"-y,--yes", "Do not ask whether that is really meant.", ""}, yes_);
}

Result<void> Confirmation::ask(const Context& context, const std::string& question) const {
  if (yes_) return {};
  if (isatty(STDIN_FILENO) != 1) {
    return Error{ErrorCode::InvalidRequest,
                 "there is no terminal to ask whether that is really meant: --yes says so"};
  }
  context.err << printable(question) << " [y/N] " << std::flush;
  std::string answer;
  if (!std::getline(std::cin, answer)) context.err << '\n';
  if (isYes(std::move(answer))) return {};
  return Error{ErrorCode::InvalidRequest, "aborted, nothing was changed"};
}

}  // namespace freezer::cli
