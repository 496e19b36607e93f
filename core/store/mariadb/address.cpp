#include "core/store/mariadb/address.h"

#include <Poco/Exception.h>
#include <Poco/StringTokenizer.h>
#include <Poco/URI.h>

#include <charconv>
#include <string_view>
#include <utility>

namespace freezer::mariadb {
namespace {

using Poco::StringTokenizer;
using Parts = std::pair<std::string_view, std::string_view>;

Error invalid(const std::string& why) {
  return {ErrorCode::InvalidRequest,
          "the store URL " + why +
              "; a URL for MariaDB is mysql+pymysql://user:password@host:port/database"};
}

std::string decoded(std::string_view text) {
  std::string plain;
  Poco::URI::decode(std::string(text), plain);
  return plain;
}

/// The parts of `text` before and after `place`; the second one is empty at npos.
Parts splitAt(std::string_view text, std::size_t place) {
  if (place == std::string_view::npos) return {text, {}};
  return {text.substr(0, place), text.substr(place + 1)};
}

/// A host with an optional port; an IPv6 address is in brackets.
Result<Address::Host> parseHost(std::string_view text) {
  const std::size_t colon = text.starts_with('[') ? text.find(':', text.find(']')) : text.find(':');
  const auto [name, port] = splitAt(text, colon);
  Address::Host host;
  host.name = name.starts_with('[') ? name.substr(1, name.size() - 2) : name;
  if (host.name.empty()) return invalid("has no host");
  if (colon == std::string_view::npos) return host;
  const char* const end = port.data() + port.size();
  const auto read = std::from_chars(port.data(), end, host.port);
  if (read.ec != std::errc() || read.ptr != end || host.port == 0)
    return invalid("has a port that is not a number from 1 to 65535");
  return host;
}

Result<void> setOption(Address& address, const std::string& name, const std::string& value) {
  if (name == "charset") {
    // Python's drivers write utf8 for what lacks characters of four bytes. We always use utf8mb4.
    if (value == "utf8mb4" || value == "utf8" || value == "utf8mb3") return {};
    return invalid("has the charset " + value + ", but documents need utf8mb4");
  }
  if (name == "unix_socket") {
    address.socket = value;
  } else if (name == "ssl_ca") {
    address.caFile = value;
  } else if (name == "ssl_cert") {
    address.certificateFile = value;
  } else if (name == "ssl_key") {
    address.keyFile = value;
  } else {
    return invalid("has the unknown option " + name);
  }
  return {};
}

Result<void> setOptions(Address& address, std::string_view query) {
  for (const std::string& option :
       StringTokenizer(std::string(query), "&", StringTokenizer::TOK_IGNORE_EMPTY)) {
    const auto [name, value] = splitAt(option, option.find('='));
    if (const auto set = setOption(address, decoded(name), decoded(value)); !set) return set;
  }
  return {};
}

}  // namespace

std::string Address::shown() const {
  std::string text = database + " on ";
  if (hosts.empty()) return text + socket;
  std::string_view separator;
  for (const Host& host : hosts) {
    text.append(separator).append(host.name).append(":").append(std::to_string(host.port));
    separator = ", ";
  }
  return text;
}

Result<Address> parseAddress(const std::string& url) try {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) return invalid("has no scheme");
  const std::string_view rest = std::string_view(url).substr(scheme + 3);
  const auto [place, query] = splitAt(rest, rest.find('?'));
  // A password may contain a slash or an at sign that is not encoded.
  const std::size_t at = place.rfind('@');
  const auto [login, target] = at == std::string_view::npos ? Parts{{}, place} : splitAt(place, at);
  const auto [hosts, database] = splitAt(target, target.find('/'));
  const auto [user, password] = splitAt(login, login.find(':'));

  Address address;
  address.user = decoded(user);
  address.password = decoded(password);
  address.database = decoded(database);
  if (address.user.empty()) return invalid("has no user");
  if (address.database.empty()) return invalid("has no database");
  if (const auto set = setOptions(address, query); !set) return set.error();
  for (const std::string& text :
       StringTokenizer(std::string(hosts), ",", StringTokenizer::TOK_TRIM)) {
    if (hosts.empty() || !address.socket.empty()) break;  // A socket needs no host.
    auto host = parseHost(text);
    if (!host) return host.error();
    address.hosts.push_back(std::move(host).value());
  }
  if (address.hosts.empty() && address.socket.empty()) return invalid("has no host");
  return address;
} catch (const Poco::Exception&) {
  return invalid("has a % that is not followed by two hexadecimal digits");
}

}  // namespace freezer::mariadb
