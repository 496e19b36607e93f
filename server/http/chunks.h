#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/refusal.h"

namespace freezer::server {

/// Decodes a body in chunks (RFC 9112, section 7.1) that arrives in pieces of any size. It is
/// as strict as parseHead(): a size is hexadecimal digits and nothing else, each line ends in
/// CR LF and has no other control character. Chunk extensions and trailer fields are ignored.
class ChunkDecoder {
 public:
  /// A body of more than `maxBody` bytes is refused with 413.
  explicit ChunkDecoder(std::size_t maxBody) : maxBody_(maxBody) {}

  /// Takes from the front of `bytes` what it can decode, and appends the content to `body`.
  /// What is left of `bytes` must be given again, with more behind it; unless isDone(), when
  /// it belongs to the next request.
  std::optional<Refusal> decode(std::string_view& bytes, std::string& body);

  /// Whether the whole body has been decoded.
  bool isDone() const { return state_ == State::Done; }

 private:
  enum class State { Size, Content, ContentEnd, Trailers, Done };

  std::optional<Refusal> takeLine(std::string_view line, const std::string& body);
  std::optional<Refusal> takeSize(std::string_view line, const std::string& body);

  const std::size_t maxBody_;
  State state_ = State::Size;
  std::size_t left_ = 0;  ///< Bytes of the present chunk that have not arrived yet.
  std::size_t trailers_ = 0;
};

}  // namespace freezer::server
