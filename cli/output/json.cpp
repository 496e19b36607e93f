#include "cli/output/json.h"

#include "cli/output/text.h"

namespace freezer::cli {
namespace {

/// Formats valid JSON in one pass over its characters.
class Printer {
 public:
  explicit Printer(std::string_view text) : text_(text) { out_.reserve(text.size() * 2); }

  std::string print() && {
    while (place_ < text_.size()) step(text_[place_]);
    out_.push_back('\n');
    return std::move(out_);
  }

 private:
  void step(char c) {
    switch (c) {
      case '"': copyString(); return;
      case '{':
      case '[': open(c); break;
      case '}':
      case ']': close(c); break;
      case ',':
        out_.push_back(c);
        breakLine();
        break;
      case ':': out_.append(": "); break;
      case ' ':
      case '\t':
      case '\n':
      case '\r': break;
      default: out_.push_back(c);
    }
    ++place_;
  }

  void open(char c) {
    out_.push_back(c);
    const std::size_t next = text_.find_first_not_of(" \t\r\n", place_ + 1);
    if (next != std::string_view::npos && (text_[next] == '}' || text_[next] == ']')) {
      out_.push_back(text_[next]);
      place_ = next;
      return;
    }
    ++depth_;
    breakLine();
  }

  void close(char c) {
    --depth_;
    breakLine();
    out_.push_back(c);
  }

  void breakLine() {
    out_.push_back('\n');
    out_.append(2 * depth_, ' ');
  }

  void copyString() {
    std::size_t end = place_ + 1;
    while (text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    // A JSON string has no raw control characters below U+0020; printable() turns the others into
    // JSON escapes.
    out_.append(printable(text_.substr(place_, end + 1 - place_)));
    place_ = end + 1;
  }

  std::string_view text_;
  std::size_t place_ = 0;
  std::size_t depth_ = 0;
  std::string out_;
};

}  // namespace

void printJson(std::ostream& out, std::string_view text) {
  out << Printer(text).print();
}

void printJsonLine(std::ostream& out, std::string_view text) {
  // printable() only changes characters of strings, where \u is an escape.
  out << printable(text) << '\n';
}

}  // namespace freezer::cli
