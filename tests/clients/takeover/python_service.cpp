#include "tests/clients/takeover/python_service.h"

#include <Poco/Exception.h>

#include <fstream>
#include <stdexcept>
#include <utility>

#include "tests/clients/deployment.h"
#include "tests/clients/uwsgi.h"
#include "tests/support/await.h"
#include "tests/support/raw_client.h"
#include "tests/support/shared_mariadb.h"

namespace freezer::test {
namespace {

const std::string kManage = "/usr/bin/freezer-manage";

const Environment kSurroundings = {{"PATH", "/usr/bin:/bin"}, {"LC_ALL", "C.UTF-8"}};

/// The pipeline of OpenStack's documentation.
constexpr const char* kPipeline = R"([pipeline:main]
pipeline = http_proxy_to_wsgi versionsNegotiator authtoken context backupapp
[composite:backupapp]
paste.composite_factory = freezer_api.service:root_app_factory
/: api_versions
/v1: appv1
/v2: appv2
[app:api_versions]
paste.app_factory = freezer_api.api.versions:api_versions
[app:appv1]
paste.app_factory = freezer_api.service:freezer_appv1_factory
[app:appv2]
paste.app_factory = freezer_api.service:freezer_appv2_factory
[filter:authtoken]
paste.filter_factory = keystonemiddleware.auth_token:filter_factory
[filter:context]
paste.filter_factory = freezer_api.api.common.middleware:ContextMiddleware.factory
[filter:versionsNegotiator]
paste.filter_factory = freezer_api.api.versions:VersionNegotiator.factory
[filter:http_proxy_to_wsgi]
paste.filter_factory = oslo_middleware:HTTPProxyToWSGI.factory
)";

}  // namespace

PythonService::PythonService(std::filesystem::path folder, const IdentityApi& identity)
    : folder_(std::move(folder)), databaseUrl_(sharedMariadb().url(sharedMariadb().newDatabase())) {
  if (!std::filesystem::exists(kManage))
    throw std::runtime_error(kManage + " is missing; tests/packages.txt names its package");
  std::filesystem::create_directories(folder_);
  writeConfig(identity);
  createTables();
  process_ = std::make_unique<BackgroundProcess>(command(), kSurroundings, folder_ / "uwsgi.log");
  await([&] { return answers() || !process_->isRunning(); });
  if (!answers()) throw std::runtime_error("the Python service does not answer: " + log());
}

std::string PythonService::log() const {
  const std::string text = fileContent(folder_ / "freezer-api.log");
  constexpr std::size_t kEnough = 8000;
  return text.size() > kEnough ? text.substr(text.size() - kEnough) : text;
}

void PythonService::writeConfig(const IdentityApi& identity) const {
  std::ofstream(folder_ / "paste.ini") << kPipeline;
  std::ofstream(folder_ / "freezer-api.conf")
      << "[DEFAULT]\nlog_file = " << (folder_ / "freezer-api.log").string()
      << "\nuse_stderr = false\ndefault_log_levels = freezer_api=WARNING\n"
      << "[storage]\nbackend = sqlalchemy\ndriver = sqlalchemy\n"
      << "[database]\nconnection = " << databaseUrl_
      << "\n[paste_deploy]\nconfig_file = " << (folder_ / "paste.ini").string() << '\n'
      << authtokenSettings(identity) << "auth_type = password\ninterface = public\n";
}

void PythonService::createTables() const {
  const Outcome outcome = runProcess(
      {"/usr/bin/python3", kManage, "--config-file", folder_ / "freezer-api.conf", "db", "sync"},
      kSurroundings);
  if (outcome.status != 0) throw std::runtime_error("db sync: " + outcome.err + log());
}

Words PythonService::command() const {
  return uwsgiCommand(port_, "/usr/bin/freezer-api-wsgi",
                      {"--pyargv", "--config-file " + (folder_ / "freezer-api.conf").string(),
                       "--processes", "2", "--lazy-apps", "--thunder-lock"});
}

/// Without a token, because the service cannot send its list of versions under uwsgi.
bool PythonService::answers() const try {
  return RawClient(port()).exchange({"GET", "/v2/"}).status == 401;
} catch (const Poco::Exception&) {
  return false;  // The connection was refused.
}

}  // namespace freezer::test
