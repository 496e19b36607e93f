#include "cli/output/yaml.h"

#include <yaml-cpp/emitter.h>
#include <yaml-cpp/emittermanip.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>

#include "cli/output/text.h"

namespace freezer::cli {
namespace {

// Words that YAML 1.1 reads as booleans or null.
constexpr std::array<std::string_view, 26> kReserved = {
    "y",  "Y",    "n",    "N",    "yes",   "Yes",   "YES",   "no", "No",
    "NO", "true", "True", "TRUE", "false", "False", "FALSE", "on", "On",
    "ON", "off",  "Off",  "OFF",  "null",  "Null",  "NULL",  "~"};

bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Whether a string needs no quotes: it begins with a letter, so that it is not a number or a time,
/// and contains no YAML syntax.
bool isPlainScalar(const std::string& text) {
  constexpr std::string_view kHarmless = "0123456789_-./ ";
  return !text.empty() && isLetter(text.front()) && text.back() != ' ' &&
         std::ranges::all_of(
             text,
             [&](char c) { return isLetter(c) || kHarmless.find(c) != std::string_view::npos; }) &&
         std::ranges::find(kReserved, text) == kReserved.end();
}

void emitString(YAML::Emitter& out, const std::string& text) {
  if (!isPlainScalar(text)) out << YAML::DoubleQuoted;
  out << text;
}

/// In YAML 1.1 a number with an exponent needs a decimal point.
std::string withPoint(std::string number) {
  const std::size_t exponent = number.find('e');
  if (exponent != std::string::npos && number.find('.') == std::string::npos)
    number.insert(exponent, ".0");
  return number;
}

/// A key of more than 1024 characters needs a mark. An escaped byte takes up to 4 of them.
bool isLongKey(const std::string& name) {
  return name.size() > 250;
}

void emit(YAML::Emitter& out, ValueRef value) {
  if (const Object object = asObject(value)) {
    if (object.size() == 0) out << YAML::Flow;
    out << YAML::BeginMap;
    for (const Member& member : object.members()) {
      if (isLongKey(member.name)) out << YAML::LongKey;
      out << YAML::Key;
      emitString(out, member.name);
      out << YAML::Value;
      emit(out, member.value);
    }
    out << YAML::EndMap;
  } else if (const Array array = asArray(value)) {
    if (array.size() == 0) out << YAML::Flow;
    out << YAML::BeginSeq;
    for (const ValueRef entry : array) emit(out, entry);
    out << YAML::EndSeq;
  } else if (value.isText()) {
    emitString(out, value.text());
  } else if (value.isNull()) {
    out << YAML::Null;
  } else {
    out << (value.isBoolean() ? toJson(value) : withPoint(toJson(value)));
  }
}

}  // namespace

std::string toYaml(ValueRef value) {
  YAML::Emitter out;
  emit(out, value);
  std::istringstream lines(out.c_str());
  std::string text;
  // Unsafe characters are in double-quoted strings, where \u is an escape.
  for (std::string line; std::getline(lines, line);) text.append(printable(line)) += '\n';
  return text;
}

}  // namespace freezer::cli
