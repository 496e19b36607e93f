#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "core/json/document.h"
#include "core/result.h"

namespace freezer::cli {

/// The form of a document in an editor: YAML, with comments on top, or JSON, which has none.
class EditedText {
 public:
  enum class Language { Yaml, Json };

  /// `heading` says, in one line, which document it is.
  EditedText(Language language, std::string heading)
      : language_(language), heading_(std::move(heading)) {}

  bool hasComments() const { return language_ == Language::Yaml; }

  /// The end of the name of a file: ".yaml".
  std::string_view suffix() const;

  /// The text to edit.
  std::string of(const Document& document) const;

  /// `text` with the error of it in comments on top.
  std::string withError(const std::string& text, const Error& error) const;

  /// `text` without the comments of withError().
  std::string withoutError(const std::string& text) const;

  /// `text` at the lines that it has when withError() has added an error in its syntax, so that
  /// such an error can name its line.
  std::string atItsLines(const std::string& text) const;

 private:
  Language language_;
  std::string heading_;
};

}  // namespace freezer::cli
