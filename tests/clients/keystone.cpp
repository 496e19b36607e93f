#include "tests/clients/keystone.h"

#include <Poco/Base64Encoder.h>

#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "tests/clients/uwsgi.h"
#include "tests/support/await.h"

namespace freezer::test {
namespace {

constexpr std::chrono::hours kTokenLife{1};

const std::string kConfig = "keystone.conf";

/// The paths of Debian's programs, and nothing else of the environment of the tests.
const Environment kSurroundings = {{"PATH", "/usr/bin:/bin"}, {"LC_ALL", "C.UTF-8"}};

/// A new Fernet key, with which Keystone encrypts its tokens.
std::string fernetKey() {
  std::random_device random;
  std::ostringstream text;
  Poco::Base64Encoder encoder(text, Poco::BASE64_URL_ENCODING);
  for (int i = 0; i < 32; ++i) encoder << static_cast<char>(random());
  encoder.close();
  return text.str();
}

/// Creates what `keystone-manage bootstrap` does not: all but the administrator and most roles.
class Administrator {
 public:
  explicit Administrator(IdentityApi api)
      : api_(std::move(api)), token_(api_.tokenOf(kAdmin).text) {}

  void create(const Account& account) const {
    const std::string project = ensure("project", account.project);
    const std::string role = ensure("role", account.role);
    const std::string user = make("user", R"({"user":{"name":")" + std::string(account.name) +
                                              R"(","password":")" + passwordOf(account) + "\"}}");
    api_.ask("PUT", "/projects/" + project + "/users/" + user + "/roles/" + role, "", token_);
  }

  /// Returns the ID of the new object.
  std::string make(const std::string& kind, const std::string& body) const {
    return api_.ask("POST", "/" + kind + "s", body, token_).textAt("/" + kind + "/id");
  }

 private:
  /// The ID of the object with this name, which is created if necessary.
  std::string ensure(const std::string& kind, std::string_view name) const {
    const std::string called(name);
    const Document found = api_.ask("GET", "/" + kind + "s?name=" + called, "", token_);
    const std::string id = found.textAt("/" + kind + "s/0/id");
    return id.empty() ? make(kind, "{\"" + kind + R"(":{"name":")" + called + R"("}})") : id;
  }

  IdentityApi api_;
  std::string token_;
};

Environment serverSurroundings(const std::filesystem::path& folder, const std::string& config) {
  Environment environment = kSurroundings;
  environment["OS_KEYSTONE_CONFIG_DIR"] = folder;
  environment["OS_KEYSTONE_CONFIG_FILES"] = config;
  return environment;
}

}  // namespace

KeystoneServer::KeystoneServer(const std::filesystem::path& folder, const std::string& config,
                               const ReservedPort& port)
    // One worker, because a second one would block the database.
    : process_(uwsgiCommand(port, "/usr/bin/keystone-wsgi-public"),
               serverSurroundings(folder, config), folder / "uwsgi.log") {
  const IdentityApi api(port.number(), "/v3");
  await([&] { return api.answers() || !process_.isRunning(); });
  if (!api.answers())
    throw std::runtime_error("Keystone does not answer: " + fileContent(folder / "uwsgi.log"));
}

Keystone::Keystone() {
  for (const char* program : {"/usr/bin/keystone-manage", "/usr/bin/uwsgi-core"}) {
    if (!std::filesystem::exists(program))
      throw std::runtime_error(std::string(program) +
                               " is missing; tests/packages.txt names its package");
  }
  writeConfig(kConfig, kTokenLife);
  writeKeys();
  manage({"db_sync"});
  // In WAL mode, readers do not block writers.
  run({"/usr/bin/sqlite3", folder_.path() / "keystone.sqlite", "PRAGMA journal_mode=WAL"});
  manage({"bootstrap", "--bootstrap-username", std::string(kAdmin.name), "--bootstrap-password",
          passwordOf(kAdmin), "--bootstrap-project-name", std::string(kAdmin.project),
          "--bootstrap-public-url", api().url(), "--bootstrap-region-id", "RegionOne"});
  start();
  createAccounts();
}

void Keystone::start() {
  if (server_) return;
  server_ = std::make_unique<KeystoneServer>(folder_.path(), kConfig, port_);
}

Token Keystone::tokenFor(const Account& account, std::chrono::seconds life) const {
  // The life of a token is a setting of the process that issues it, and is stored in the token. All
  // processes with the same keys accept it.
  const std::string config = "short-lived.conf";
  writeConfig(config, life);
  const ReservedPort port;
  const KeystoneServer server(folder_.path(), config, port);
  return IdentityApi(port.number(), "/v3").tokenOf(account);
}

void Keystone::setBackupUrl(const std::string& url) {
  api().ask("PATCH", "/endpoints/" + backupEndpoint_, R"({"endpoint":{"url":")" + url + "\"}}",
            api().tokenOf(kAdmin).text);
}

std::string Keystone::log() const {
  const std::string text =
      fileContent(folder_.path() / "uwsgi.log") + fileContent(folder_.path() / "keystone.log");
  constexpr std::size_t kEnough = 8000;
  return text.size() > kEnough ? text.substr(text.size() - kEnough) : text;
}

/// With the cheapest password hash, and without a cache of the catalog, so a changed endpoint takes
/// effect at once.
void Keystone::writeConfig(const std::string& name, std::chrono::seconds tokenLife) const {
  const std::string folder = folder_.path().string();
  std::ofstream(folder_.path() / name)
      << "[DEFAULT]\nlog_file = " << folder << "/keystone.log\n"
      << "[database]\nconnection = sqlite:///" << folder << "/keystone.sqlite?timeout=60\n"
      << "[token]\nexpiration = " << std::chrono::seconds(tokenLife).count() << '\n'
      << "[fernet_tokens]\nkey_repository = " << folder << "/keys\n"
      << "[fernet_receipts]\nkey_repository = " << folder << "/keys\n"
      << "[credential]\nkey_repository = " << folder << "/keys\n"
      << "[identity]\npassword_hash_rounds = 4\n"
      << "[catalog]\ncaching = false\n"
      << "[oslo_messaging_notifications]\ndriver = noop\n";
}

/// Key 0 is the next key; the highest number is the key in use.
void Keystone::writeKeys() const {
  namespace fs = std::filesystem;
  const fs::path folder = folder_.path() / "keys";
  fs::create_directory(folder);
  fs::permissions(folder, fs::perms::owner_all);
  for (const char* name : {"0", "1"}) std::ofstream(folder / name) << fernetKey();
}

void Keystone::manage(const Words& arguments) const {
  Words command = {"/usr/bin/keystone-manage", "--config-file", folder_.path() / kConfig};
  command.insert(command.end(), arguments.begin(), arguments.end());
  run(command);
}

void Keystone::run(const Words& command) const {
  const Outcome outcome = runProcess(command, kSurroundings);
  if (outcome.status != 0) throw std::runtime_error(command.front() + ": " + outcome.err + log());
}

void Keystone::createAccounts() {
  const Administrator administrator(api());
  for (const Account& account : kAccounts) {
    if (account.name != kAdmin.name) administrator.create(account);
  }
  const std::string service =
      administrator.make("service", R"({"service":{"name":"freezer","type":"backup"}})");
  backupEndpoint_ = administrator.make(
      "endpoint", R"({"endpoint":{"interface":"public","region":"RegionOne","service_id":")" +
                      service + R"(","url":"http://127.0.0.1"}})");
}

}  // namespace freezer::test
