#include "cli/input/yaml_reader.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string_view>
#include <vector>

#include "cli/input/yaml_scalar.h"
#include "core/json/text_place.h"
#include "core/text.h"

namespace freezer::cli {
namespace {

/// Thrown for valid YAML that a document cannot have.
class Refusal : public YAML::ParserException {
 public:
  using YAML::ParserException::ParserException;
};

[[noreturn]] void refuse(const YAML::Mark& mark, const std::string& problem) {
  throw Refusal(mark, problem);
}

/// Writes the events of a parser as JSON text, whose reader checks the other limits. Throws
/// Refusal.
class JsonWriter : public YAML::EventHandler {
 public:
  explicit JsonWriter(std::size_t maxNesting) : maxNesting_(maxNesting) {}

  const std::string& text() const { return text_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (!text_.empty()) refuse(mark, "a second document is not allowed; remove it and its ---");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    if (isKeyNext()) refuse(mark, "a key must not be null; put it in quotes if it is a text");
    beginValue(mark);
    text_ += "null";
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    refuse(mark, "an alias is not allowed; repeat the value that it stands for");
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                const std::string& text) override {
    if (isKeyNext()) return addKey(mark, text);
    beginValue(mark);
    const Result<Value> value = scalarOf(tag, text);
    if (!value) refuse(mark, value.error().message);
    text_ += toJson(value.value());
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                       YAML::EmitterStyle::value /*style*/) override {
    open(mark, tag, "seq", '[');
  }
  void OnSequenceEnd() override { close(']'); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                  YAML::EmitterStyle::value /*style*/) override {
    open(mark, tag, "map", '{');
  }
  void OnMapEnd() override { close('}'); }

 private:
  /// A map or a list that has not ended.
  struct Collection {
    bool isMap = false;
    bool isEmpty = true;
    bool hasKey = false;  ///< The next value belongs to a key that was read.
    std::set<std::string> keys = {};
  };

  bool isKeyNext() const { return !open_.empty() && open_.back().isMap && !open_.back().hasKey; }

  void addKey(const YAML::Mark& mark, const std::string& key) {
    Collection& map = open_.back();
    if (!map.keys.insert(key).second) refuse(mark, "the key '" + excerpt(key) + "' is given twice");
    separate(map);
    map.hasKey = true;
    text_.append(quoteJson(key)) += ':';
  }

  void beginValue(const YAML::Mark& mark) {
    if (open_.empty()) refuse(mark, "the document must be a map, such as 'client_id: web1'");
    Collection& within = open_.back();
    if (!within.isMap) separate(within);
    within.hasKey = false;
  }

  void separate(Collection& within) {
    if (!within.isEmpty) text_ += ',';
    within.isEmpty = false;
  }

  void open(const YAML::Mark& mark, const std::string& tag, std::string_view coreTag,
            char bracket) {
    if (isKeyNext()) refuse(mark, "a key must be a text, not a list or map");
    const bool isMap = bracket == '{';
    if (!open_.empty() || !isMap) beginValue(mark);
    const bool isKnown = tag == "?" || tag == "!" || tag.ends_with(":" + std::string(coreTag));
    if (!isKnown) refuse(mark, "the tag " + excerpt(tag) + " is not supported here; remove it");
    if (open_.size() == maxNesting_)
      refuse(mark, "the document must not nest more than " + std::to_string(maxNesting_) +
                       " levels of maps and lists");
    open_.push_back({.isMap = isMap});
    text_ += bracket;
  }

  void close(char bracket) {
    open_.pop_back();
    text_ += bracket;
  }

  const std::size_t maxNesting_;
  std::string text_;
  std::vector<Collection> open_;  ///< Innermost last.
};

/// The first byte that is not UTF-8, or a control character; npos: none. yaml-cpp accepts both, or
/// takes them for the end of the text.
std::size_t findForeignByte(std::string_view text) {
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size(); at += length) {
    length = characterLength(text.substr(at));
    const char byte = text[at];
    const bool isBlank = byte == '\t' || byte == '\r' || byte == '\n';
    const bool isControl = (static_cast<unsigned char>(byte) < 0x20 && !isBlank) || byte == 0x7F;
    if (length == 0 || isControl) return at;
  }
  return std::string_view::npos;
}

/// The text with a mark of its end, without which yaml-cpp takes the end for a missing quote.
std::string withEnd(const std::string& text) {
  return text + (text.ends_with('\n') ? "...\n" : "\n...\n");
}

Error malformed(std::string_view text, std::size_t offset, const std::string& problem) {
  return {ErrorCode::InvalidDocument,
          "The YAML is malformed at " + placeIn(text, offset) + ": " + problem};
}

Error malformed(std::string_view text, const YAML::Exception& failure) {
  const auto offset = static_cast<std::size_t>(std::max(failure.mark.pos, 0));
  const bool isRefusal = dynamic_cast<const Refusal*>(&failure) != nullptr;
  const bool isCut = offset >= text.size() && !isRefusal;
  return malformed(text, offset,
                   isCut ? "the text ends, and a quote or bracket is missing" : failure.msg);
}

Result<void> checkBytes(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF"))
    return malformed(text, 0, "a byte order mark is not allowed");
  const std::size_t foreign = findForeignByte(text);
  if (foreign == std::string_view::npos) return {};
  const bool isUtf8 = characterLength(text.substr(foreign)) > 0;
  return malformed(
      text, foreign,
      isUtf8 ? "a control character must be escaped, in double quotes" : "this is not UTF-8");
}

}  // namespace

Result<Document> readYaml(const std::string& text, const DocumentLimits& limits) {
  if (const auto checked = checkBytes(text); !checked) return checked.error();
  JsonWriter json(limits.maxNesting);
  try {
    std::istringstream stream(withEnd(text));
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(json)) continue;
  } catch (const YAML::Exception& failure) {
    return malformed(text, failure);
  }
  return Document::parse(json.text(), limits);
}

}  // namespace freezer::cli
