#include <span>

#include "cli/app.h"

int main(int argc, char** argv) {
  return freezer::cli::run(std::span<const char* const>(argv, static_cast<std::size_t>(argc)));
}
