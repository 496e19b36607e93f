#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace freezer::cli {

/// The candidates for a word of a command line, in the order in which they are added.
class Candidates {
 public:
  /// The maximum number of candidates; further ones are ignored.
  static constexpr std::size_t kMost = 100;

  /// `word` is the beginning of the word, which the user has typed.
  explicit Candidates(std::string word) : word_(std::move(word)) {}

  /// Keeps the first `length` characters of typed(), such as "--format=" or "client_id=".
  void keep(std::size_t length) { kept_ += length; }

  /// The part of the word that candidates replace.
  std::string_view typed() const { return std::string_view(word_).substr(kept_); }

  /// Adds a candidate, unless it is there already, does not begin with typed(), or is unsafe for a
  /// terminal. The shell shows the first sentence of `help` beside it.
  void add(std::string_view text, std::string_view help = {});

  /// Adds a candidate that the user continues, so that no space follows: "client_id=".
  void addOpen(std::string_view text, std::string_view help = {});

  /// Lets the shell add the names of files.
  void addFiles() { areFiles_ = true; }

  bool isEmpty() const { return found_.empty(); }
  bool isFull() const { return found_.size() >= kMost; }

  /// Prints a line for each candidate: the whole word and, after a tab, its help. The last line is
  /// a colon and what the shell has to do: ":files" for the names of files, ":nospace" for no space
  /// after the word, ":" for nothing.
  void print(std::ostream& out) const;

 private:
  struct Candidate {
    std::string text;
    std::string help;
  };

  std::string word_;
  std::size_t kept_ = 0;
  std::vector<Candidate> found_;
  bool areFiles_ = false;
  bool areOpen_ = false;
};

}  // namespace freezer::cli
