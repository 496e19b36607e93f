#include "tests/clients/freezer_forks.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string_view>

#include "core/json/value.h"

namespace freezer::test {
namespace {

struct Pipe {
  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    output = ends[0];
    input = ends[1];
  }

  int output = -1;
  int input = -1;
};

Array arrayOf(const Words& words) {
  Array array = Array::make();
  for (const std::string& word : words) array.add(word);
  return array;
}

Object objectOf(const Environment& environment) {
  Object object = Object::make();
  for (const auto& [name, value] : environment) object.set(name, value);
  return object;
}

}  // namespace

FreezerForks::FreezerForks() {
  const Pipe requests;
  const Pipe replies;
  process_ = startProcess({"/usr/bin/python3", FREEZER_FORKS}, {{"LC_ALL", "C.UTF-8"}},
                          requests.output, replies.input, STDERR_FILENO);
  ::close(requests.output);
  ::close(replies.input);
  requests_ = requests.input;
  replies_ = replies.output;
}

FreezerForks::~FreezerForks() {
  ::close(requests_);  // Which ends the process, too when this one is killed.
  ::close(replies_);
  waitForEnd(process_);
}

Outcome FreezerForks::run(const Words& arguments, const Environment& environment,
                          const std::filesystem::path& folder) {
  const std::filesystem::path out = folder / "freezer.out";
  const std::filesystem::path err = folder / "freezer.err";
  Object request = Object::make();
  request.set("arguments", arrayOf(arguments));
  request.set("environment", objectOf(environment));
  request.set("out", out.string());
  request.set("err", err.string());
  const std::string line = toJson(Value(request)) + "\n";
  if (::write(requests_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
    throw std::runtime_error("freezer_forks.py has ended");
  }
  return {std::stoi(readLine()), fileContent(out), fileContent(err)};
}

std::string FreezerForks::readLine() {
  std::string line;
  char next = 0;
  while (::read(replies_, &next, 1) == 1) {
    if (next == '\n') return line;
    line += next;
  }
  throw std::runtime_error("freezer_forks.py has ended");
}

}  // namespace freezer::test
