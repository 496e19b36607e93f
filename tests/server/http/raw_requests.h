#pragma once

#include <string>

namespace freezer::test {

// Requests byte by byte, as a client sends them.

inline const std::string kAction = R"({"freezer_action":{"action":"exec"}})";
inline const std::string kHost = "Host: freezer.test\r\n";

/// A GET whose head has exactly these header fields, each with its line end.
inline std::string get(const std::string& target, const std::string& fields = kHost) {
  return "GET " + target + " HTTP/1.1\r\n" + fields + "\r\n";
}

/// A POST that creates an action, with a Host field and these.
inline std::string post(const std::string& fields, const std::string& body) {
  return "POST /v2/p1/actions HTTP/1.1\r\n" + kHost + fields + "\r\n" + body;
}

}  // namespace freezer::test
