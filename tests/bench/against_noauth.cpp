#include <sys/types.h>

#include <ctime>
#include <fstream>
#include <stdexcept>

#include "tests/bench/asks.h"
#include "tests/bench/rows.h"
#include "tests/bench/seed.h"
#include "tests/bench/servers.h"
#include "tests/support/fake_keystone.h"

namespace freezer::bench {
namespace {

/// A token as long as those of Keystone.
const std::string kToken(200, 't');

/// The processor time that a process has used, in seconds.
double processorSeconds(pid_t process) {
  clockid_t clock{};
  timespec used{};
  if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &used) != 0) {
    throw std::runtime_error("cannot read the processor time of the service");
  }
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

/// Microseconds of processor time of the service per request.
double microsecondsEach(const Service& service, const Requests& requests, std::uint64_t count) {
  const double before = processorSeconds(service.process());
  run({.port = service.port(), .requests = requests, .count = count});
  return 1e6 * (processorSeconds(service.process()) - before) / static_cast<double>(count);
}

/// The settings of a service with this Keystone.
test::Environment settingsFor(const test::FakeKeystone& keystone,
                              const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "keystone.conf";
  std::ofstream(file) << "[keystone_authtoken]\nusername = freezer\nuser_domain_name = Default\n"
                         "project_name = service\nproject_domain_name = Default\n";
  return {{"FREEZER_CONFIG_FILE", file},
          {"FREEZER_AUTH", "keystone"},
          {"FREEZER_KEYSTONE_AUTH_URL", keystone.url()},
          {"FREEZER_KEYSTONE_PASSWORD", test::FakeKeystone::kPassword}};
}

}  // namespace

Outcome cachedTokenAgainstNoauth(const Options& options) {
  const std::uint64_t count = options.scaled(100'000);
  const std::filesystem::path store = storeOfBackups(options.stores(), count, kStoredBytes);
  test::FakeKeystone keystone;
  keystone.add(kToken, {.user_id = "u1", .project_id = kProject});
  const Service withToken(store, settingsFor(keystone, options.stores()));
  const Service without(store);
  const Requests plain = getsOfOne(count);
  const Requests signedOnes = getsOfOneBy(kToken, count);
  const std::uint64_t each = options.scaled(200'000);
  Outcome outcome = compare(
      options, "us", [&] { return microsecondsEach(withToken, signedOnes, each); },
      [&] { return microsecondsEach(without, plain, each); });
  if (keystone.count("GET /v3/auth/tokens") != 1) outcome.misses.push_back("it was no cached one");
  return outcome;
}

}  // namespace freezer::bench
