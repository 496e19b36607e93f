#include "server/http/chunks.h"

#include <algorithm>
#include <charconv>

#include "server/http/text.h"

namespace freezer::server {
namespace {

/// Bytes of a line with the size of a chunk, extensions included, and of a trailer line.
/// Neither is used, so there is no reason to accept longer ones.
constexpr std::size_t kMaxLine = 1024;
constexpr std::size_t kMaxTrailers = 64;

constexpr Refusal kBadChunk = {400, "The chunks of the body are malformed."};

}  // namespace

std::optional<Refusal> ChunkDecoder::decode(std::string_view& bytes, std::string& body) {
  while (state_ != State::Done) {
    if (state_ == State::Content) {
      const std::string_view part = bytes.substr(0, left_);
      body += part;
      bytes.remove_prefix(part.size());
      left_ -= part.size();
      if (left_ > 0) return {};
      state_ = State::ContentEnd;
    }
    const std::size_t end = bytes.find(kLineEnd);
    if (end == bytes.npos && bytes.size() <= kMaxLine + 1) return {};  // The CR does not count.
    if (std::min(end, bytes.size()) > kMaxLine) return kBadChunk;
    if (const auto refusal = takeLine(bytes.substr(0, end), body)) return refusal;
    bytes.remove_prefix(end + kLineEnd.size());
  }
  return {};
}

std::optional<Refusal> ChunkDecoder::takeLine(std::string_view line, const std::string& body) {
  // Another server on the way could take a bare line feed for the end of the line.
  if (std::ranges::any_of(line, isControl)) return kBadChunk;
  if (state_ == State::Size) return takeSize(line, body);
  if (state_ == State::ContentEnd) {
    if (!line.empty()) return kBadChunk;
    state_ = State::Size;
  } else if (line.empty()) {
    state_ = State::Done;
  } else if (++trailers_ > kMaxTrailers) {
    return kBadChunk;
  }
  return {};
}

/// Reads the line before a chunk: "1a2b;extension=ignored".
std::optional<Refusal> ChunkDecoder::takeSize(std::string_view line, const std::string& body) {
  const std::string_view digits = takeUntil(line, ';');
  if (digits.empty() || !std::ranges::all_of(digits, isHexDigit)) return kBadChunk;
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), left_, 16);
  if (error != std::errc{} || left_ > maxBody_ - body.size()) return kBodyTooLarge;
  state_ = left_ == 0 ? State::Trailers : State::Content;
  return {};
}

}  // namespace freezer::server
