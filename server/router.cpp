#include "server/router.h"

#include <algorithm>
#include <cstddef>

#include "server/http/text.h"
#include "server/http/uri.h"

namespace freezer::server {
namespace {

std::vector<std::string_view> split(std::string_view path) {
  constexpr std::size_t kUsual = 6;  // /v2/{project_id}/sessions/{session_id}/jobs/{job_id}
  std::vector<std::string_view> segments;
  segments.reserve(kUsual);
  while (!path.empty()) {
    const std::string_view segment = takeUntil(path, '/');
    if (!segment.empty()) segments.push_back(segment);
  }
  return segments;
}

bool isVisibleAscii(char c) {
  return static_cast<unsigned char>(c) < 0x80 && !isControl(c);
}

std::optional<std::vector<std::string>> decodedSegments(std::string_view path) {
  const std::vector<std::string_view> segments = split(path);
  std::vector<std::string> decoded;
  decoded.reserve(segments.size());
  for (const std::string_view segment : segments) {
    auto text = percentDecode(segment);
    if (!text || !std::ranges::all_of(*text, isVisibleAscii)) return {};
    decoded.push_back(std::move(*text));
  }
  return decoded;
}

bool fits(const Path& path, const std::vector<std::string>& segments) {
  return std::ranges::equal(path.segments, segments,
                            [](std::string_view wanted, const auto& given) {
                              return wanted == given || !variableName(wanted).empty();
                            });
}

std::string allowOf(const Path& path) {
  std::string allow;
  for (const Route* row : path.rows) {
    allow += row->method;
    allow += row->method == "GET" ? ", HEAD, " : ", ";
  }
  return allow + "OPTIONS";
}

}  // namespace

const Route* Path::row(std::string_view method) const {
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  const auto found = std::ranges::find(rows, wanted, &Route::method);
  return found == rows.end() ? nullptr : *found;
}

const std::string* findVariable(const Variables& variables, std::string_view name) {
  const auto found = std::ranges::find(variables, name, &Variables::value_type::first);
  return found == variables.end() ? nullptr : &found->second;
}

std::string_view variableName(std::string_view segment) {
  return segment.starts_with('{') ? segment.substr(1, segment.size() - 2) : std::string_view{};
}

Router::Router(const std::vector<Route>& table) {
  for (const Route& route : table) {
    const auto samePath = [&](const Path& path) { return path.first().path == route.path; };
    auto path = std::ranges::find_if(paths_, samePath);
    if (path == paths_.end()) {
      paths_.push_back({.segments = split(route.path), .rows = {}, .allow = {}});
      path = paths_.end() - 1;
    }
    path->rows.push_back(&route);
  }
  for (Path& path : paths_) {
    std::stable_partition(path.rows.begin(), path.rows.end(),
                          [](const Route* row) { return row->method == "GET"; });
    path.allow = allowOf(path);
  }
}

std::optional<Router::Match> Router::find(std::string_view path) const {
  auto segments = decodedSegments(path);
  if (!segments) return {};
  const auto found =
      std::ranges::find_if(paths_, [&](const Path& known) { return fits(known, *segments); });
  if (found == paths_.end()) return {};

  Match match{&*found, {}};
  for (std::size_t i = 0; i < segments->size(); ++i) {
    const std::string_view name = variableName(found->segments[i]);
    if (!name.empty()) match.variables.emplace_back(name, std::move((*segments)[i]));
  }
  return match;
}

const Router& router() {
  static const Router instance(routes());
  return instance;
}

}  // namespace freezer::server
