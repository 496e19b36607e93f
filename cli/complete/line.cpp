#include "cli/complete/line.h"

#include <algorithm>
#include <utility>

namespace freezer::cli {
namespace {

/// The name of an option and its value in one word: "--format=json", "-fjson".
struct OptionWord {
  std::string name;
  std::size_t value = std::string::npos;  ///< Where the value begins; npos: it is the next word.
};

OptionWord split(const std::string& word) {
  if (!word.starts_with("--")) return {word.substr(0, 2), word.size() > 2 ? 2 : std::string::npos};
  const std::size_t sign = word.find('=');
  return {word.substr(0, sign), sign == std::string::npos ? sign : sign + 1};
}

const OptionPage* findOption(const CommandPage& command, const std::string& name) {
  const auto found = std::ranges::find_if(command.options, [&](const OptionPage& option) {
    return std::ranges::find(option.names, name) != option.names.end();
  });
  return found == command.options.end() ? nullptr : &*found;
}

const CommandPage* findCommand(const CommandPage& above, const std::string& name) {
  const auto found = std::ranges::find(above.commands, name, &CommandPage::name);
  return found == above.commands.end() ? nullptr : &*found;
}

/// The argument of `command` after `before` others; null if it takes no more.
const OptionPage* findArgument(const CommandPage& command, std::size_t before) {
  const OptionPage* last = nullptr;
  for (const OptionPage& option : command.options) {
    if (option.word.empty()) continue;
    last = &option;
    if (before-- == 0) return last;
  }
  return last != nullptr && last->isRepeatable ? last : nullptr;
}

/// Reads a line word by word, like the parser, and passes over mistakes.
class PlaceFinder {
 public:
  explicit PlaceFinder(const CommandPage& root) : root_(root), command_(&root) {}

  void read(const std::string& word) {
    if (option_ != nullptr) {
      readValue(word);
    } else if (word == "--") {
      noOptions_ = true;
    } else if (word.size() > 1 && isOption(word)) {
      readOption(word);
    } else if (command_ == &root_ || !command_->commands.empty()) {
      command_ = findCommand(*command_, word);
    } else {
      ++arguments_;
    }
  }

  bool isLost() const { return command_ == nullptr; }

  Place placeOf(const std::string& word) && {
    using enum Place::Expects;
    if (isGlobal(option_)) globals_.pop_back();  // Its value is not complete.
    Place place{.command = command_, .option = option_, .globals = std::move(globals_)};
    if (option_ != nullptr) {
      place.expects = Value;
    } else if (isOption(word)) {
      const OptionWord given = split(word);
      if (given.value != std::string::npos) {
        place.option = find(given.name);
        place.kept = given.value;
      }
      place.expects = takesValue(place.option) ? Value : Option;
    } else if (!command_->commands.empty()) {
      place.expects = Command;
    } else {
      place.option = findArgument(*command_, arguments_);
      place.expects = place.option == nullptr ? Option : Value;
    }
    return place;
  }

 private:
  static bool takesValue(const OptionPage* option) {
    return option != nullptr && !option->valueName.empty();
  }

  bool isOption(const std::string& word) const { return !noOptions_ && word.starts_with('-'); }

  /// An option of the command; else, of the program.
  const OptionPage* find(const std::string& name) const {
    const OptionPage* option = findOption(*command_, name);
    return option == nullptr ? findOption(root_, name) : option;
  }

  bool isGlobal(const OptionPage* option) const {
    return std::ranges::any_of(root_.options,
                               [=](const OptionPage& global) { return &global == option; });
  }

  void readOption(const std::string& word) {
    const OptionWord given = split(word);
    const OptionPage* option = find(given.name);
    if (isGlobal(option)) globals_.push_back(word);
    if (takesValue(option) && given.value == std::string::npos) option_ = option;
  }

  void readValue(const std::string& word) {
    if (isGlobal(option_)) globals_.push_back(word);
    option_ = nullptr;
  }

  const CommandPage& root_;
  const CommandPage* command_;          ///< Null: an unknown one.
  const OptionPage* option_ = nullptr;  ///< Whose value is the next word.
  std::size_t arguments_ = 0;           ///< Number of arguments that were read.
  bool noOptions_ = false;              ///< After "--".
  std::vector<std::string> globals_;
};

}  // namespace

Place placeOf(const CommandPage& root, const std::vector<std::string>& words) {
  PlaceFinder finder(root);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    finder.read(words[i]);
    if (finder.isLost()) return {};
  }
  return std::move(finder).placeOf(words.empty() ? "" : words.back());
}

}  // namespace freezer::cli
