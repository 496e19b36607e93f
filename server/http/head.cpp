#include "server/http/head.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "server/http/text.h"

namespace freezer::server {
namespace {

constexpr std::size_t kMaxMethod = 32;
/// A method, two spaces and the version.
constexpr std::size_t kAroundTarget = kMaxMethod + 10;

constexpr Refusal kUriTooLong = {414,
                                 "The target of the request is too long: see [limits] max_uri."};
constexpr Refusal kHeaderTooLarge = {
    431, "The header fields of the request are too large: see [limits] max_header."};

/// A field that the rest of the service reads.
struct KeptField {
  std::string_view name;
  std::optional<std::string> Request::*member;
};
constexpr KeptField kKeptFields[] = {
    {"accept", &Request::accept},
    {"accept-encoding", &Request::acceptEncoding},
    {"host", &Request::host},
    {"if-match", &Request::ifMatch},
    {"if-none-match", &Request::ifNoneMatch},
    {"x-auth-token", &Request::authToken},
    {"x-forwarded-for", &Request::forwardedFor},
    {"x-forwarded-host", &Request::forwardedHost},
    {"x-forwarded-proto", &Request::forwardedProto},
    {"x-service-token", &Request::serviceToken},
    {"x-subject-token", &Request::subjectToken},
};

/// The fields about the body and about the connection.
struct ConnectionFields {
  std::optional<std::string_view> contentLength;
  std::optional<std::string_view> transferEncoding;
  std::string_view expect;
  bool close = false;
  bool keepAlive = false;
};

std::string_view takeLine(std::string_view& text) {
  const std::size_t end = text.find(kLineEnd);
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(line.size() + kLineEnd.size(), text.size()));
  return line;
}

/// Reads "HTTP/1.1"; whether it is 1.0.
std::variant<bool, Refusal> parseVersion(std::string_view version) {
  if (version == "HTTP/1.1") return false;
  if (version == "HTTP/1.0") return true;
  const bool wellFormed = version.size() == 8 && version.starts_with("HTTP/") &&
                          isDigit(version[5]) && version[6] == '.' && isDigit(version[7]);
  if (wellFormed) return Refusal{505, "The supported versions are HTTP/1.1 and HTTP/1.0."};
  return Refusal{400, "The request line must be: method, target and HTTP/1.1."};
}

/// Splits a target (RFC 9112, section 3.2) into path and query. A target may be a whole URL; its
/// host then replaces the Host field.
bool parseTarget(std::string_view target, Request& request) {
  const auto isForbidden = [](char c) { return isControl(c) || c == '#'; };
  if (std::ranges::any_of(target, isForbidden)) return false;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!equalIgnoringCase(target.substr(0, scheme.size()), scheme)) continue;
    target.remove_prefix(scheme.size());
    const std::size_t end = std::min(target.find_first_of("/?"), target.size());
    request.host = std::string(target.substr(0, end));
    target.remove_prefix(end);
    if (!target.starts_with('/')) request.path = '/';
    break;
  }
  request.path += takeUntil(target, '?');
  request.query = target;
  return request.path.starts_with('/') || (request.path == "*" && request.method == "OPTIONS");
}

std::optional<Refusal> parseRequestLine(std::string_view line, const Limits& limits,
                                        RequestHead& head) {
  const std::string_view method = takeUntil(line, ' ');
  const std::string_view target = takeUntil(line, ' ');
  const auto version = parseVersion(line);
  if (const auto* refusal = std::get_if<Refusal>(&version)) return *refusal;
  if (!isToken(method) || method.size() > kMaxMethod) {
    return Refusal{400, "The method must be a word of at most 32 characters."};
  }
  if (target.size() > limits.maxUri) return kUriTooLong;
  head.request.method = method;
  head.isHttp10 = std::get<bool>(version);
  if (!parseTarget(target, head.request)) {
    return Refusal{400, "The target of the request must be a path, or a URL, without a fragment."};
  }
  return {};
}

void noteConnection(std::string_view value, ConnectionFields& fields) {
  while (!value.empty()) {
    const std::string_view option = trimmed(takeUntil(value, ','), kOptionalSpace);
    if (equalIgnoringCase(option, "close")) fields.close = true;
    if (equalIgnoringCase(option, "keep-alive")) fields.keepAlive = true;
  }
}

/// Stores a field; false when it occurs twice and must not.
bool noteField(std::string_view name, std::string_view value, Request& request,
               ConnectionFields& fields) {
  if (equalIgnoringCase(name, "content-length")) {
    return !std::exchange(fields.contentLength, value).has_value();
  }
  if (equalIgnoringCase(name, "transfer-encoding")) {
    return !std::exchange(fields.transferEncoding, value).has_value();
  }
  if (equalIgnoringCase(name, "connection")) noteConnection(value, fields);
  if (equalIgnoringCase(name, "expect")) fields.expect = value;
  if (equalIgnoringCase(name, "x-openstack-request-id") && isRequestId(value)) {
    request.globalId = value;
  }
  for (const KeptField& kept : kKeptFields) {
    if (!equalIgnoringCase(name, kept.name)) continue;
    auto& member = request.*kept.member;
    if (member && kept.member == &Request::host) return false;
    member = member ? *member + ", " + std::string(value) : std::string(value);
  }
  return true;
}

std::optional<Refusal> parseFields(std::string_view lines, Request& request,
                                   ConnectionFields& fields) {
  const auto isForbidden = [](char c) { return isControl(c) && c != '\t'; };
  std::optional<std::string> hostOfTarget = std::exchange(request.host, {});
  while (!lines.empty()) {
    const std::string_view line = takeLine(lines);
    std::string_view value = line;
    const std::string_view name = takeUntil(value, ':');
    if (!isToken(name) || name.size() == line.size() || std::ranges::any_of(value, isForbidden)) {
      return Refusal{400, "A header field is not of the form \"Name: value\" on one line."};
    }
    if (!noteField(name, trimmed(value, kOptionalSpace), request, fields)) {
      return Refusal{400, "A header field that must be sent once was sent twice."};
    }
  }
  if (request.host && hostOfTarget) request.host = std::move(hostOfTarget);
  return {};
}

std::optional<Refusal> setLength(const ConnectionFields& fields, RequestHead& head) {
  if (fields.transferEncoding) {
    if (fields.contentLength || head.isHttp10 ||
        !equalIgnoringCase(*fields.transferEncoding, "chunked")) {
      return Refusal{400, "A body needs one Content-Length or Transfer-Encoding: chunked."};
    }
    head.isChunked = true;
  } else if (fields.contentLength) {
    const std::string_view text = *fields.contentLength;
    const auto [end, error] = std::from_chars(text.begin(), text.end(), head.contentLength);
    if (error != std::errc{} || end != text.end() || !isDigit(text.front())) {
      return Refusal{400, "Content-Length must be one decimal number."};
    }
  }
  return {};
}

std::optional<Refusal> setExpectation(const ConnectionFields& fields, RequestHead& head) {
  if (fields.expect.empty() || head.isHttp10) return {};
  if (!equalIgnoringCase(fields.expect, "100-continue")) {
    return Refusal{417, "The only supported expectation is 100-continue."};
  }
  head.expectsContinue = true;
  return {};
}

}  // namespace

std::variant<std::size_t, Refusal> findHead(std::string_view bytes, const Limits& limits) {
  // The last bytes may be the first ones of an end, which does not count.
  const std::size_t lineEnd = bytes.find(kLineEnd);
  const std::size_t line = std::min(lineEnd, bytes.size());
  const std::size_t endOfLine = lineEnd == bytes.npos ? kLineEnd.size() - 1 : 0;
  if (line > limits.maxUri + kAroundTarget + endOfLine) return kUriTooLong;
  const std::size_t bareFeed = bytes.find('\n');
  if (bareFeed < lineEnd) {
    return Refusal{400, "Lines of a request must end in CR LF."};
  }
  if (lineEnd == bytes.npos) return std::size_t{0};

  const std::size_t end = bytes.find("\r\n\r\n", lineEnd);
  const std::size_t fields = std::min(end, bytes.size()) - lineEnd;
  const std::size_t endOfFields = end == bytes.npos ? 2 * kLineEnd.size() - 1 : 0;
  if (fields > limits.maxHeader + endOfFields) return kHeaderTooLarge;
  return end == bytes.npos ? 0 : end + 2 * kLineEnd.size();
}

std::variant<RequestHead, Refusal> parseHead(std::string_view head, const Limits& limits) {
  RequestHead parsed;
  if (const auto refusal = parseRequestLine(takeLine(head), limits, parsed)) return *refusal;
  ConnectionFields fields;
  head.remove_suffix(kLineEnd.size());
  if (const auto refusal = parseFields(head, parsed.request, fields)) return *refusal;
  if (const auto refusal = setLength(fields, parsed)) return *refusal;
  if (const auto refusal = setExpectation(fields, parsed)) return *refusal;
  // RFC 9112, section 3.2.
  if (!parsed.isHttp10 && !parsed.request.host) {
    return Refusal{400, "A request of HTTP/1.1 needs a Host field."};
  }
  parsed.keepAlive = !fields.close && (!parsed.isHttp10 || fields.keepAlive);
  return parsed;
}

}  // namespace freezer::server
