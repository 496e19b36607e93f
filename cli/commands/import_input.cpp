#include "cli/commands/import_input.h"

#include <unistd.h>

#include <utility>

namespace freezer::cli {
namespace {

std::string_view trimmed(std::string_view line) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = line.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(kBlanks) + 1 - first);
}

Error notLines(std::string_view bracket) {
  const std::string filter = bracket == "[" ? "jq -c '.[]'" : "jq -c .";
  return {ErrorCode::InvalidRequest,
          "import expects JSON lines, one document a line, as freezer-api export writes them; " +
              filter + " makes lines of indented JSON"};
}

}  // namespace

Result<ImportInput> ImportInput::open(const std::optional<std::string>& file,
                                      std::function<bool()> isStopped) {
  if (!file && isatty(STDIN_FILENO) == 1)
    return Error{ErrorCode::InvalidRequest,
                 "import needs FILE or --from, or documents by a pipe; see 'freezer-api import "
                 "--help'"};
  Result<LineReader> lines =
      LineReader::open(file.value_or("-"), LineReader::kMaxLine, std::move(isStopped));
  if (!lines) return lines.error();
  return ImportInput(std::move(lines).value());
}

Result<std::optional<std::string_view>> ImportInput::next() {
  Result<std::optional<std::string_view>> line = lines_.next();
  if (isBegun_ || !line || !line.value()) return line;
  const std::string_view text = trimmed(*line.value());
  if (text == "{" || text == "[") return notLines(text);
  isBegun_ = !text.empty();
  return line;
}

std::optional<double> ImportInput::partRead() const {
  const std::optional<std::int64_t> size = lines_.size();
  if (!size || *size == 0) return std::nullopt;
  return static_cast<double>(lines_.bytesRead()) / static_cast<double>(*size);
}

}  // namespace freezer::cli
