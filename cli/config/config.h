#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace freezer {
struct DocumentLimits;
}

namespace freezer::server {
struct ServerConfig;
}

namespace freezer::cli {

/// The settings in force, as typed values. A new Config holds the defaults; the table in
/// settings.cpp names the member of each setting.
struct Config {
  Config();
  Config(Config&& other) noexcept;
  Config& operator=(Config&& other) noexcept;
  ~Config();

  std::string connection;    ///< URL of the store.
  std::string passwordFile;  ///< Has the password for `connection`; empty: none.
  std::string policyFile;    ///< Empty: the default policy.
  std::string logFile;       ///< Empty: standard error.
  std::string logLevel = "info";
  std::string auditFile;                              ///< Empty: no audit log.
  std::string authUri;                                ///< Old name of www_authenticate_uri.
  std::string trusteeSection = "keystone_authtoken";  ///< Section with the trustee's credentials.
  std::unique_ptr<server::ServerConfig> server;       ///< All other settings; never null.

  // Settings of the server that commands use as well.
  const std::string& user() const;
  const std::string& project() const;
  const DocumentLimits& documentLimits() const;
  std::int64_t tokenSeconds() const;

  /// Whether the projects are those of the store, which have names (the strategy builtin).
  bool hasNamedProjects() const;
};

}  // namespace freezer::cli
