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

/// How a run of a program ended.
struct Outcome {
  int status = -1;  ///< As a shell tells it: 128 + n after signal n.
  std::string out;
  std::string err;
};

/// Makes GoogleTest show all of it when an expectation fails.
void PrintTo(const Outcome& outcome, std::ostream* stream);

/// Whether a process leads a group, by which all that it starts can be signalled.
enum class Group { Ours, Own };

/// Starts a program, the path of which is the first of the words, with these
/// descriptors as its standard streams and nothing else in its environment.
/// Returns its process id.
pid_t startProcess(Words command, const Environment& environment, int in, int out, int err,
                   Group group = Group::Ours);

/// Waits for its end and returns its status as a shell tells it.
int waitForEnd(pid_t process);

/// Runs a program to its end with `input` as its standard input. Safe to call
/// from several threads at once.
Outcome runProcess(const Words& command, const Environment& environment,
                   std::string_view input = "");

/// The bytes of a file; none where it cannot be read.
std::string fileContent(const std::filesystem::path& path);

}  // namespace freezer::test
