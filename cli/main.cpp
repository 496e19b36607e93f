#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "cli/app.h"
#include "cli/config/store_url.h"

int main(int argc, char** argv) {
  const std::span words(argv, static_cast<std::size_t>(argc));
  const std::vector<std::string> given(words.begin(), words.end());
  std::ranges::for_each(words, freezer::cli::hidePassword);
  std::vector<const char*> arguments;
  arguments.reserve(given.size());
  for (const std::string& word : given) arguments.push_back(word.c_str());
  return freezer::cli::run(arguments);
}
