#include "tests/support/process.h"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <sstream>
#include <stdexcept>

namespace freezer::test {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

/// An anonymous file for a standard stream of a program.
class StreamFile {
 public:
  explicit StreamFile(std::string_view content = "")
      : number_(::memfd_create("stream", MFD_CLOEXEC)) {
    while (!content.empty()) {
      const ssize_t size = ::write(number_, content.data(), content.size());
      if (size <= 0) throw std::runtime_error("no file for a stream");
      content.remove_prefix(static_cast<std::size_t>(size));
    }
    ::lseek(number_, 0, SEEK_SET);
  }
  StreamFile(const StreamFile&) = delete;
  StreamFile& operator=(const StreamFile&) = delete;
  ~StreamFile() { ::close(number_); }

  int number() const { return number_; }

  /// The whole content, whatever the file position.
  std::string content() const {
    std::string text;
    std::array<char, 65536> piece{};
    while (true) {
      const auto at = static_cast<off_t>(text.size());
      const ssize_t size = ::pread(number_, piece.data(), piece.size(), at);
      if (size < 0) throw std::runtime_error("a stream cannot be read");
      if (size == 0) return text;
      text.append(piece.data(), static_cast<std::size_t>(size));
    }
  }

 private:
  int number_;
};

}  // namespace

std::string fileContent(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> linesOf(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

void PrintTo(const Outcome& outcome, std::ostream* stream) {
  *stream << "status " << outcome.status << "\nout: " << outcome.out << "\nerr: " << outcome.err;
}

pid_t startProcess(Words command, const Environment& environment, int in, int out, int err,
                   Group group) {
  Words settings;
  for (const auto& [name, value] : environment) settings.push_back(name + "=" + value);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  if (group == Group::Own) posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  pid_t process = -1;
  const int failure = ::posix_spawn(&process, command.front().c_str(), &actions, &attributes,
                                    pointers(command).data(), pointers(settings).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) throw std::runtime_error(command.front() + ": " + std::strerror(failure));
  return process;
}

int waitForEnd(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) throw std::runtime_error(std::strerror(errno));
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

Outcome runProcess(const Words& command, const Environment& environment, std::string_view input) {
  const StreamFile in(input);
  const StreamFile out;
  const StreamFile err;
  const pid_t process = startProcess(command, environment, in.number(), out.number(), err.number());
  const int status = waitForEnd(process);
  return {status, out.content(), err.content()};
}

}  // namespace freezer::test
