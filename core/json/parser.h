#pragma once

#include <simdjson.h>

#include <cstddef>
#include <string_view>

namespace freezer {

/// Parses `text` and calls `use` with simdjson's result for the root, which is valid during the
/// call. More than `maxNesting` levels are an error, except that the innermost object or array may
/// be one level deeper if it is empty. For core only.
template <typename Use>
auto withParsed(std::string_view text, std::size_t maxNesting, Use use) {
  using Root = simdjson::simdjson_result<simdjson::dom::element>;
  const auto parseWith = [&](simdjson::dom::parser& parser) {
    // simdjson reports an error at the level after its limit.
    const std::size_t depth = maxNesting + 1;
    if (parser.max_depth() != depth) {
      if (const auto failure = parser.allocate(parser.capacity(), depth)) return use(Root(failure));
    }
    const simdjson::padded_string padded(text);
    return use(parser.parse(padded));
  };
  // A parser keeps about 16 bytes of memory per byte of its longest text, so only short texts share
  // one.
  constexpr std::size_t kLongestShared = 64 * 1024;
  if (text.size() > kLongestShared) {
    simdjson::dom::parser parser;
    return parseWith(parser);
  }
  thread_local simdjson::dom::parser parser;
  return parseWith(parser);
}

}  // namespace freezer
