#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/json/document.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace freezer::test {

/// Whether the program under test is slower and larger, because a sanitizer watches it.
#ifdef FREEZER_SANITIZED
inline constexpr bool kIsSanitized = true;
#else
inline constexpr bool kIsSanitized = false;
#endif

/// Starts the program with these descriptors as its standard streams and returns its
/// process id.
pid_t startProgram(Words arguments, const Environment& environment, int in, int out, int err);

/// Runs the program to its end with `input` as its standard input. Safe to call
/// from several threads at once.
Outcome runProgram(Words arguments, const Environment& environment, std::string_view input = "");

/// Parses a JSON text that must be an object.
Document parsed(const std::string& text);

/// Parses a JSON text that must be an array of objects.
std::vector<Document> parsedList(const std::string& text);

/// Runs the real program on a new store in a temporary folder. Its environment is fixed,
/// so that a test passes wherever it runs; a test adds what it needs to `environment_`.
class ProgramTest : public testing::Test {
 protected:
  ProgramTest();

  /// Runs the program to its end with `input` as its standard input. Safe to call from
  /// several threads at once.
  Outcome run(const Words& arguments, std::string_view input = "") const;

  /// Runs the program, expects exit status 0 and no messages, and returns its output
  /// without the final line end.
  std::string succeed(const Words& arguments, std::string_view input = "") const;

  /// Runs the program, expects exit status 0 and no output, and returns its messages without the
  /// name of the program and the final line end.
  std::string noted(const Words& arguments, std::string_view input = "") const;

  /// Runs the program, expects this exit status, no output, and `message` in its error.
  void fail(const Words& arguments, int status, const std::string& message,
            std::string_view input = "") const;

  /// The document that "NOUN show ID" prints.
  Document show(const std::string& noun, const std::string& id) const;

  /// The environment in which the program uses the store `file`.
  Environment on(const std::filesystem::path& file) const;

  /// Writes a file in the temporary folder and returns its path.
  std::string file(const std::string& name, std::string_view content) const;

  /// The arguments that create a job, for a client that this call creates.
  Words someJob(const std::string& id) const;

  TemporaryFolder folder_;
  Environment environment_;
};

}  // namespace freezer::test
