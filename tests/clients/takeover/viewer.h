#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "tests/clients/freezer_forks.h"
#include "tests/clients/identity_api.h"
#include "tests/clients/takeover/sight.h"

namespace freezer::test {

/// Looks at a service as one user: with the requests of Debian's clients, and with the `freezer`
/// command.
class Viewer {
 public:
  struct Options {
    int pageSize;  ///< Documents per page of a list.
    int shown;     ///< Documents of each kind that are shown one by one.
  };

  /// `environment` is that of a client of the user. Files go to `folder`.
  Viewer(std::uint16_t port, Token token, FreezerForks& forks, Environment environment,
         std::filesystem::path folder, Options options);

  /// Sees each document in all lists, and some by themselves.
  Sight see();

 private:
  /// The entries of all pages of a list, up to one that is not full.
  Sight allPages(const std::function<Sight(const std::string& offset)>& page) const;

  // The entries of one page by ID: documents, and rows that the command prints.
  Sight documents(const std::string& noun, const std::string& offset) const;
  Sight rows(const std::string& noun, const std::string& offset);

  std::string limit() const { return std::to_string(options_.pageSize); }

  void seeDocument(const std::string& noun, const std::string& id, Sight& sight);

  std::string freezer(const Words& words);
  Reply get(const std::string& target) const;

  const std::uint16_t port_;
  const Token token_;
  FreezerForks& forks_;
  const Environment environment_;
  const std::filesystem::path folder_;
  const Options options_;
};

}  // namespace freezer::test
