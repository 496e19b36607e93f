// The reader and the writer of documents: what they accept, and what the values are, is what a
// plain reading of RFC 8259 says; and the text of a document is read as the same document.

#include "core/json/document.h"

#include "tests/fuzz/plain_json.h"
#include "tests/fuzz/target.h"

namespace freezer::fuzz {
namespace {

/// Far below the defaults, so that short inputs reach them.
constexpr DocumentLimits kTight = {.maxNesting = 4, .maxValues = 16, .maxMembers = 8};

void checkLimits(std::string_view text, const std::optional<Json>& plain,
                 const DocumentLimits& limits) {
  const bool isWithin =
      plain && plain->members() != nullptr && levelsOf(*plain) <= limits.maxNesting &&
      valuesOf(*plain) <= limits.maxValues && mostMembersOf(*plain) <= limits.maxMembers;
  const auto read = Document::parse(text, limits);
  require(static_cast<bool>(read) == isWithin, "documents are accepted by syntax and limits alone");
  if (!read) {
    require(read.error().code == ErrorCode::InvalidDocument, "a refusal is an InvalidDocument");
    require(isUtf8(read.error().message), "a refusal is UTF-8");
  }
}

}  // namespace

void document(std::string_view input) {
  const DocumentLimits limits;
  const auto plain = readPlain(input, limits.maxNesting);
  checkLimits(input, plain, limits);
  checkLimits(input, plain, kTight);
  const auto read = Document::parse(input);
  if (!read) return;

  const std::string text = read.value().text();
  require(readPlain(text, limits.maxNesting) == plain, "the text has the values of the input");
  const auto again = Document::parse(text);
  require(again && again.value().text() == text, "a text is read and written as it is");
  require(read.value().clone().text() == text, "a copy has the same text");
  require(countValues(Value(read.value().object())) == valuesOf(*plain), "all values are counted");
}

}  // namespace freezer::fuzz
