// A body in chunks, after a byte that says in how large pieces it arrives: it is decoded as
// RFC 9112, section 7.1, says, and the pieces make no difference.

#include "server/http/chunks.h"

#include <algorithm>

#include "tests/fuzz/target.h"

namespace freezer::fuzz {
namespace {

constexpr std::size_t kMaxBody = 4096;

struct Decoded {
  std::string body;
  std::size_t taken = 0;
  int refusal = 0;  ///< The status; 0: none.
  bool isDone = false;

  bool operator==(const Decoded&) const = default;
};

/// Gives the decoder `step` more bytes at a time.
Decoded decoded(std::string_view input, std::size_t step) {
  server::ChunkDecoder decoder(kMaxBody);
  Decoded result;
  std::size_t arrived = 0;
  while (arrived < input.size() && !decoder.isDone()) {
    arrived = std::min(arrived + step, input.size());
    std::string_view unread = input.substr(result.taken, arrived - result.taken);
    const auto refusal = decoder.decode(unread, result.body);
    result.taken = arrived - unread.size();
    require(result.body.size() <= kMaxBody, "a body does not exceed its limit");
    if (refusal) {
      result.refusal = refusal->status;
      break;
    }
  }
  result.isDone = decoder.isDone();
  return result;
}

/// The content of a body that ends with `input`, read line by line; none if it is not complete or
/// has a chunk that is not as long as it says.
std::optional<std::string> plainBody(std::string_view input) {
  std::string body;
  const auto takeLine = [&]() -> std::optional<std::string> {
    const std::size_t end = input.find("\r\n");
    if (end == input.npos) return std::nullopt;
    std::string line(input.substr(0, end));
    input.remove_prefix(end + 2);
    return line;
  };
  while (true) {
    const auto line = takeLine();
    if (!line) return std::nullopt;
    const std::string digits = line->substr(0, line->find(';'));
    if (digits.empty() || digits.find_first_not_of("0123456789abcdefABCDEF") != digits.npos) {
      return std::nullopt;
    }
    const std::size_t significant = std::min(digits.find_first_not_of('0'), digits.size());
    if (digits.size() - significant > 8) return std::nullopt;
    const std::size_t size = std::stoul("0" + digits, nullptr, 16);
    if (size == 0) break;
    if (input.size() < size + 2 || input.substr(size, 2) != "\r\n") return std::nullopt;
    body += input.substr(0, size);
    input.remove_prefix(size + 2);
  }
  while (const auto line = takeLine()) {
    if (line->empty()) return input.empty() ? std::optional(body) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

void chunks(std::string_view input) {
  if (input.empty()) return;
  const std::size_t step = static_cast<unsigned char>(input.front()) + 1U;
  input.remove_prefix(1);
  const Decoded whole = decoded(input, input.size());
  const Decoded pieces = decoded(input, step);
  require(whole.refusal == pieces.refusal && whole.isDone == pieces.isDone,
          "pieces are refused as the whole is");
  if (whole.refusal == 0) require(whole == pieces, "pieces are decoded as the whole is");
  if (whole.isDone) {
    require(plainBody(input.substr(0, whole.taken)) == whole.body, "a body is that of RFC 9112");
  }
}

}  // namespace freezer::fuzz
