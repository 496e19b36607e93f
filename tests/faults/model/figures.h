#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>

namespace freezer::test {

/// What a run of the model did.
struct ModelFigures {
  struct Requests {
    std::int64_t acknowledged = 0;
    std::int64_t refused = 0;  ///< 400, 404, 409, 412 and 422.
    std::int64_t busy = 0;     ///< 503.
  };

  void count(const std::string& request, int status);
  void add(const ModelFigures& other);

  std::map<std::string, Requests> requests;  ///< By their kind.
  std::chrono::duration<double> time{};
  int findings = 0;  ///< Failed expectations.
};

std::ostream& operator<<(std::ostream& stream, const ModelFigures& figures);

}  // namespace freezer::test
