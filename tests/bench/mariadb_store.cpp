#include "tests/bench/mariadb_store.h"

#include "tests/bench/programs.h"

namespace freezer::bench {

MariadbStore::MariadbStore(const std::string& url) : url_(url) {
  if (url_.empty()) {
    server_ = newMariadbServer();
    url_ = server_->url(server_->newDatabase());
  }
  runCommandOn(url_, {"db", "init"});
}

MariadbStore::MariadbStore(std::shared_ptr<const test::MariadbServer> server,
                           const std::filesystem::path& content)
    : server_(std::move(server)), url_(server_->url(server_->newDatabase())) {
  runCommand(content, {"db", "copy", url_});
}

std::shared_ptr<const test::MariadbServer> newMariadbServer() {
  return std::make_shared<test::MariadbServer>(
      test::MariadbOptions{.more = {"--innodb-buffer-pool-size=4G", "--innodb-log-file-size=1G"}});
}

}  // namespace freezer::bench
