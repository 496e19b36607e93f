#include "tests/bench/seed.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iostream>
#include <random>
#include <stdexcept>
#include <utility>
#include <vector>

#include "core/freezer.h"
#include "core/rules/envelope.h"
#include "core/rules/index_entries.h"
#include "core/store/open.h"
#include "core/store/sqlite/migrations.h"
#include "core/store/store.h"
#include "tests/bench/multiply.h"

namespace freezer::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kNow = 1'800'000'000;
constexpr std::uint64_t kPatterns = 2'000;  ///< Backups that are not copies of others.
constexpr std::uint64_t kBackupsOfHost = 20;

template <typename T>
T valueOf(Result<T> result) {
  if (result) return std::move(result).value();
  throw std::runtime_error(result.error().message + ' ' + result.error().detail);
}
std::string hex(std::mt19937_64& random, std::size_t digits) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(digits);
  for (std::uint64_t bits = 0; text.size() < digits; bits >>= 4U) {
    if (text.size() % 16 == 0) bits = random();
    text += kDigits[bits % 16];
  }
  return text;
}

/// A fingerprint of the schema and the documents, so outdated stores are not used.
std::string fingerprint() {
  std::string all = backupBody(0, 1, 0) + jobBody(0, 0);
  for (const std::string_view step : sqlite::migrations()) all += step;
  return std::to_string(std::hash<std::string>()(all) % 1'000'000);
}

/// Reads the file into the cache of the system, so the benchmark measures the service and not the
/// disk.
void readThrough(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::vector<char> block(1 << 20);
  while (stream.read(block.data(), static_cast<std::streamsize>(block.size()))) continue;
}

using Fill = std::function<void(const fs::path&)>;

fs::path seeded(const fs::path& folder, const std::string& name, const Fill& fill) {
  fs::path file = folder / (name + "-" + fingerprint() + ".sqlite");
  if (fs::exists(file)) {
    readThrough(file);
    return file;
  }
  fs::create_directories(folder);
  std::cerr << "seeding " << file.filename().string() << std::endl;
  // The file gets its name when it is complete.
  const fs::path unfinished = file.string() + ".new";
  fs::remove(unfinished);
  fs::remove(unfinished.string() + "-wal");
  fill(unfinished);
  fs::rename(unfinished, file);
  return file;
}

/// Opens or creates a store, and runs `work` in one transaction.
void writeTo(const fs::path& file, const Store::WriteWork& work) {
  const auto store = valueOf(openStore("sqlite:///" + file.string()));
  const auto written = store->write(work);
  if (!written) throw std::runtime_error(written.error().message + ' ' + written.error().detail);
}

/// A store on top of one transaction, for many operations in one commit.
class OneTransaction final : public Store {
 public:
  explicit OneTransaction(Transaction& transaction) : transaction_(transaction) {}

  Result<void> read(const ReadWork& work) override { return work(transaction_); }
  Result<void> write(const WriteWork& work) override { return work(transaction_); }
  Result<void> ping() override { return {}; }

 private:
  Transaction& transaction_;
};

Record backupRecord(std::uint64_t number, const Document& stored) {
  const auto now = kNow + static_cast<std::int64_t>(number / 100);
  return {.id = backupId(number),
          .project_id = kProject,
          .user_id = "admin",
          .created_at = now,
          .updated_at = now,
          .text = stored.text(),
          .sidecar = "admin"};
}

/// Bypasses the checks of Freezer::create(), which would take most of the time.
Result<void> insertBackups(Transaction& transaction, std::uint64_t howMany, std::uint64_t count,
                           std::size_t bytes) {
  const Resource& backups = resourceOf(Kind::Backup);
  for (std::uint64_t number = 0; number < howMany; ++number) {
    const Document body = valueOf(Document::parse(backupBody(number, count, bytes)));
    Document stored = toStored(backups, body, backupId(number), kProject, "admin");
    stored.set("/status", "available");
    const auto inserted =
        transaction.insert(backups, backupRecord(number, stored), indexEntries(backups, stored));
    if (!inserted) return inserted;
  }
  return {};
}

Result<void> createSchedulers(Freezer& freezer, std::uint64_t clients) {
  const Caller caller{"admin", "admin", kProject, {Scope::By::Project, kProject}};
  const auto create = [&](Kind kind, const std::string& body) {
    valueOf(freezer.create(resourceOf(kind), caller, valueOf(Document::parse(body))));
  };
  for (std::uint64_t client = 0; client < clients; ++client) {
    create(Kind::Client, R"({"client_id":")" + clientId(client) + R"(","hostname":")" +
                             clientId(client) + R"("})");
    for (int which = 0; which < 3; ++which) create(Kind::Job, jobBody(client, which));
  }
  return {};
}

}  // namespace

std::string backupId(std::uint64_t number) {
  std::mt19937_64 random(number);
  return hex(random, 32);
}

std::string hostOfBackup(std::uint64_t number, std::uint64_t count) {
  const std::uint64_t hosts = std::max<std::uint64_t>(count / kBackupsOfHost, 1);
  return "node-" + std::to_string(100'000 + number % hosts) + ".example.org";
}

std::string backupBody(std::uint64_t number, std::uint64_t count, std::size_t bytes) {
  std::mt19937_64 random(number + 1);
  const std::string host = hostOfBackup(number, count);
  const std::string name = "daily-" + hex(random, 6);
  const std::string time = std::to_string(kNow + static_cast<std::int64_t>(number / 100));
  std::string body =
      R"({"container":"freezer-)" + hex(random, 2) + R"(","hostname":")" + host +
      R"(","backup_name":")" + name + R"(","time_stamp":)" + time + R"(,"level":)" +
      std::to_string(random() % 8) + R"(,"curr_backup_level":)" + std::to_string(random() % 8) +
      R"(,"mode":"fs","action":"backup","job_id":")" + hex(random, 32) + R"(","client_id":")" +
      kProject + "_" + host +
      R"(","engine_name":"tar","compression":"gzip","storage":"swift","encrypted":false,)"
      R"("always_level":"","max_level":7,"client_os":"linux","client_version":"13.0.0",)"
      R"("vol_snap_path":"","lvm_snapname":"","dry_run":false,"consistency_check":true,)"
      R"("consistency_checksum":")" +
      hex(random, 64) + R"(","end_time_stamp":)" + time + R"(,"fs_real_path":"/srv/)" + name +
      R"(","path_to_backup":"/srv/)" + name;
  constexpr std::string_view kEnd = "\"}";
  constexpr std::size_t kName = 9;
  while (body.size() + kName + kEnd.size() <= bytes) body += '/' + hex(random, kName - 1);
  return body.append(kEnd);
}

std::string clientId(std::uint64_t number) {
  return kProject + "_node-" + std::to_string(100'000 + number) + ".example.org";
}

std::string jobId(std::uint64_t client, int which) {
  std::mt19937_64 random(3 * client + static_cast<std::uint64_t>(which) + 2);
  return hex(random, 32);
}

std::string jobBody(std::uint64_t client, int which) {
  constexpr std::string_view kStatuses[] = {"scheduled", "running", "completed"};
  const std::string id = jobId(client, which);
  const std::string name = "daily-" + id.substr(0, 6);
  return R"({"job_id":")" + id + R"(","client_id":")" + clientId(client) +
         R"(","description":"every day","job_actions":[{"action_id":"a)" + id.substr(1) +
         R"(","max_retries":5,"max_retries_interval":6,"freezer_action":{"action":"backup",)"
         R"("mode":"fs","backup_name":")" +
         name + R"(","container":"freezer","storage":"local","path_to_backup":"/srv/)" + name +
         R"(","no_incremental":true,"log_file":"/var/log/freezer/)" + name +
         R"(.log"}}],"job_schedule":{"schedule_interval":"1 days","status":")" +
         std::string(kStatuses[which]) + R"("}})";
}

fs::path storeOfBackups(const fs::path& folder, std::uint64_t count, std::size_t bytes) {
  const std::string name = "backups-" + std::to_string(count) + "-" + std::to_string(bytes);
  return seeded(folder, name, [&](const fs::path& file) {
    writeTo(file, [&](Transaction& transaction) {
      return insertBackups(transaction, std::min(kPatterns, count), count, bytes);
    });
    multiplyBackups(file, count);
  });
}

fs::path storeOfJobs(const fs::path& folder, std::uint64_t clients) {
  return seeded(folder, "jobs-" + std::to_string(clients), [&](const fs::path& file) {
    writeTo(file, [&](Transaction& transaction) {
      OneTransaction all(transaction);
      Freezer freezer(all, [] { return kNow; });
      return createSchedulers(freezer, clients);
    });
  });
}

fs::path copyOf(const fs::path& store, const std::string& name) {
  fs::path copy = store.parent_path() / (name + ".sqlite");
  fs::remove(copy);
  fs::remove(copy.string() + "-wal");
  fs::remove(copy.string() + "-shm");
  fs::copy_file(store, copy);
  // Otherwise the first commits of a measurement would wait until the copy is on disk.
  const int descriptor = ::open(copy.c_str(), O_RDWR | O_CLOEXEC);
  ::fsync(descriptor);
  ::close(descriptor);
  return copy;
}

}  // namespace freezer::bench
