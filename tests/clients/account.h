#pragma once

#include <array>
#include <string>
#include <string_view>

namespace freezer::test {

/// A user with one role in one project.
struct Account {
  std::string_view name;
  std::string_view project;
  std::string_view role;
};

inline constexpr Account kMember = {"alice", "alpha", "member"};
inline constexpr Account kReader = {"rita", "alpha", "reader"};
inline constexpr Account kForeign = {"bob", "beta", "member"};
inline constexpr Account kService = {"freezer", "service", "service"};
inline constexpr Account kAdmin = {"admin", "admin", "admin"};

inline constexpr std::array kAccounts = {kMember, kReader, kForeign, kService, kAdmin};

inline std::string passwordOf(const Account& account) {
  return std::string(account.name) + "-secret";
}

}  // namespace freezer::test
