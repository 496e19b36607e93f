#pragma once

#include <stdexcept>
#include <string_view>

namespace freezer::fuzz {

/// A property of the code under test does not hold for an input.
class Broken : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Throws Broken unless `holds`. Under libFuzzer, nothing catches it, so that the input is reported
/// as a crash; in the corpus tests it fails the test.
inline void require(bool holds, const char* property) {
  if (!holds) throw Broken(property);
}

// The targets: each takes any input and checks what must hold for it. A target is in the file of
// its name, its inputs are in corpus/ and its words, if it has any, in dictionaries/, by the same
// name.
void answer(std::string_view input);
void chunks(std::string_view input);
void cron(std::string_view input);
void document(std::string_view input);
void head(std::string_view input);
void import_lines(std::string_view input);
void ini(std::string_view input);
void login(std::string_view input);
void merge_patch(std::string_view input);
void policy(std::string_view input);
void search(std::string_view input);

}  // namespace freezer::fuzz
