#include "cli/output/json.h"

#include "cli/output/text.h"

namespace freezer::cli {
namespace {

/// Appends `value`. Its last line starts with `margin`: a line end and spaces.
void append(std::string& out, ValueRef value, const std::string& margin) {
  const std::string inner = margin + "  ";
  if (const Object object = asObject(value); object && object.size() > 0) {
    char separator = '{';
    for (const Member& member : object.members()) {
      out.append(1, separator).append(inner).append(printable(quoteJson(member.name))).append(": ");
      append(out, member.value, inner);
      separator = ',';
    }
    out.append(margin).append("}");
  } else if (const Array array = asArray(value); array && array.size() > 0) {
    char separator = '[';
    for (const ValueRef item : array) {
      out.append(1, separator).append(inner);
      append(out, item, inner);
      separator = ',';
    }
    out.append(margin).append("]");
  } else {
    out.append(printable(toJson(value)));
  }
}

}  // namespace

void printJson(std::ostream& out, ValueRef value) {
  std::string text;
  append(text, value, "\n");
  out << text << '\n';
}

void printJsonItem(std::ostream& out, ValueRef value, bool isFirst, bool indent) {
  std::string text(1, isFirst ? '[' : ',');
  if (indent) {
    append(text.append("\n  "), value, "\n  ");
  } else {
    text.append(printable(toJson(value)));
  }
  out << text;
}

void printJsonEnd(std::ostream& out, bool isEmpty, bool indent) {
  out << (isEmpty ? "[]\n" : indent ? "\n]\n" : "]\n");
}

void printJsonLine(std::ostream& out, std::string_view text) {
  // printable() only changes characters of strings, where \u is an escape.
  out << printable(text) << '\n';
}

}  // namespace freezer::cli
