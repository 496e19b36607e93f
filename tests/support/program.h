#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "core/json/document.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace freezer::test {

/// Starts the program with these descriptors as its standard streams; returns
/// its process id.
pid_t startProgram(Words arguments, const Environment& environment, int in, int out, int err);

/// Runs the program to its end with `input` as its standard input. Safe to call
/// from several threads at once.
Outcome runProgram(Words arguments, const Environment& environment, std::string_view input = "");

/// The members of a JSON text that must be an object.
Document parsed(const std::string& text);

/// The entries of a JSON text that must be an array of objects.
std::vector<Document> parsedList(const std::string& text);

/// Runs the real program on a store of its own, in a folder of its own, with
/// nothing of this process's environment that it could read as a setting.
class ProgramTest : public testing::Test {
 protected:
  ProgramTest();

  /// Runs it to its end with `input` as its standard input. Safe to call from
  /// several threads at once.
  Outcome run(const Words& arguments, std::string_view input = "") const;

  /// Runs it, expects that it succeeds in silence, and returns what it printed
  /// without the line end.
  std::string succeed(const Words& arguments, std::string_view input = "") const;

  /// Runs it and expects this status and this text in the one line of error.
  void fail(const Words& arguments, int status, const std::string& message,
            std::string_view input = "") const;

  Document show(const std::string& noun, const std::string& id) const;

  /// Writes a file into the folder and returns its path.
  std::string file(const std::string& name, std::string_view content) const;

  /// A job that can be created, for a client that is made with it.
  Words someJob(const std::string& id) const;

  TemporaryFolder folder_;
  Environment environment_;
};

}  // namespace freezer::test
