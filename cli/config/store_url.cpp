#include "cli/config/store_url.h"

#include <Poco/URI.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

#include "cli/config/secret_file.h"

namespace freezer::cli {
namespace {

/// The characters of a URL between "://" and the last "@".
struct Login {
  std::size_t begin;
  std::size_t colon;  ///< Before the password; npos: there is none.
  std::size_t end;
};

/// A password may contain ":", "@" and "/".
std::optional<Login> loginOf(std::string_view url) {
  constexpr std::string_view kSeparator = "://";
  const std::size_t scheme = url.find(kSeparator);
  const std::size_t end = url.rfind('@');
  if (scheme == std::string_view::npos || end == std::string_view::npos) return std::nullopt;
  const std::size_t begin = scheme + kSeparator.size();
  // sqlite:////a:b@c is a path.
  if (end < begin || url[begin] == '/') return std::nullopt;
  const std::size_t colon = url.substr(0, end).find(':', begin);
  return Login{begin, colon, end};
}

}  // namespace

std::string withoutPassword(const std::string& url) {
  const auto login = loginOf(url);
  if (!login || login->colon == std::string::npos) return url;
  return url.substr(0, login->colon + 1) + "***" + url.substr(login->end);
}

Result<std::string> withPasswordOf(const std::string& url, const std::string& file) {
  const auto password = secretOf(file);
  if (!password) {
    return Error{ErrorCode::InvalidRequest, "cannot read the password of the store from " + file};
  }
  const auto login = loginOf(url);
  if (!login || login->colon != std::string::npos) {
    return Error{ErrorCode::InvalidRequest,
                 "the password in " + file +
                     " needs a store URL with a user and without a "
                     "password, such as mysql+pymysql://user@host/database"};
  }
  std::string encoded;
  Poco::URI::encode(*password, "!#$&'()*+,/:;=?@[]", encoded);
  return url.substr(0, login->end) + ":" + encoded + url.substr(login->end);
}

void hidePassword(char* word) {
  const std::string_view text = word;
  const auto login = loginOf(text);
  if (!login || login->colon == std::string_view::npos) return;
  std::ranges::fill(
      std::span(word, text.size()).subspan(login->colon + 1, login->end - login->colon - 1), '*');
}

}  // namespace freezer::cli
