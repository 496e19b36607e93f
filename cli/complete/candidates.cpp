#include "cli/complete/candidates.h"

#include <algorithm>

#include "cli/output/text.h"

namespace freezer::cli {
namespace {

/// The first sentence of a help, without its full stop.
std::string_view firstSentence(std::string_view help) {
  const std::string_view sentence = help.substr(0, help.find(". "));
  return sentence.ends_with('.') ? sentence.substr(0, sentence.size() - 1) : sentence;
}

}  // namespace

void Candidates::add(std::string_view text, std::string_view help) {
  if (isFull() || !text.starts_with(typed()) || printable(text) != text) return;
  if (std::ranges::find(found_, text, &Candidate::text) != found_.end()) return;
  found_.push_back({std::string(text), std::string(firstSentence(help))});
}

void Candidates::addOpen(std::string_view text, std::string_view help) {
  const std::size_t before = found_.size();
  add(text, help);
  areOpen_ = areOpen_ || found_.size() > before;
}

void Candidates::print(std::ostream& out) const {
  for (const Candidate& candidate : found_) {
    out << word_.substr(0, kept_) << candidate.text;
    if (!candidate.help.empty()) out << '\t' << candidate.help;
    out << '\n';
  }
  out << (areFiles_ ? ":files\n" : areOpen_ ? ":nospace\n" : ":\n");
}

}  // namespace freezer::cli
