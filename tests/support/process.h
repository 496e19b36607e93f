#pragma once

#include <sys/types.h>

#include <filesystem>
#include <iosfwd>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace freezer::test {

using Words = std::vector<std::string>;
using Environment = std::map<std::string, std::string>;

/// The result of a program.
struct Outcome {
  int status = -1;  ///< Exit status as in a shell: 128 + n for signal n.
  std::string out;
  std::string err;
};

/// Prints the whole outcome when an expectation fails.
void PrintTo(const Outcome& outcome, std::ostream* stream);

/// Whether a process gets its own group, so that a signal can reach all its children.
enum class Group { Ours, Own };

/// Starts the program at the path command[0], with these descriptors as its standard streams and
/// only this environment. Returns its process id.
pid_t startProcess(Words command, const Environment& environment, int in, int out, int err,
                   Group group = Group::Ours);

/// Waits for the end of a process and returns its status as in a shell.
int waitForEnd(pid_t process);

/// Runs a program to its end with `input` as its standard input. Safe to call from several threads
/// at once.
Outcome runProcess(const Words& command, const Environment& environment,
                   std::string_view input = "");

/// The content of a file; empty if it cannot be read.
std::string fileContent(const std::filesystem::path& path);

/// The lines of `text`, without their ends.
std::vector<std::string> linesOf(const std::string& text);

}  // namespace freezer::test
