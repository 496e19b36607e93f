#include "tests/bench/servers.h"

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/PipeStream.h>
#include <Poco/StreamCopier.h>

#include <csignal>
#include <fstream>
#include <stdexcept>

#include "tests/bench/programs.h"

namespace freezer::bench {
namespace {

namespace fs = std::filesystem;

/// An environment with only the store and `settings`, without the variables of this process.
test::Environment environmentFor(const std::string& url, const fs::path& folder,
                                 test::Environment settings) {
  const fs::path empty = folder / "empty.conf";
  std::ofstream{empty};
  settings.insert({{"FREEZER_DB", url}, {"FREEZER_CONFIG_FILE", empty}, {"HOME", folder}});
  return settings;
}

/// A log file per process, because two can serve one store.
fs::path newLog(const fs::path& folder) {
  static int number = 0;
  return folder / ("serve." + std::to_string(++number) + ".log");
}

fs::path writtenTo(const fs::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
  return file;
}

}  // namespace

Service::Service(const fs::path& store, const test::Environment& settings)
    : Service(urlOf(store), store.parent_path(), settings) {}

Service::Service(const std::string& url, const fs::path& folder, const test::Environment& settings,
                 const test::Words& runner)
    : log_(newLog(folder)),
      server_({"--log-file", log_}, environmentFor(url, folder, settings), runner) {
  if (port() == 0) throw std::runtime_error("the service did not start: " + server_.text());
}

Service::~Service() {
  server_.endBy(SIGTERM);
  std::error_code ignored;
  fs::remove(log_, ignored);
}

double Service::megabytes(const std::string& field) const {
  std::ifstream status("/proc/" + std::to_string(server_.process()) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(field + ":")) return std::stod(line.substr(field.size() + 1)) / 1024;
  }
  throw std::runtime_error("no " + field + " of the service");
}

BarePoco::BarePoco(const fs::path& folder, const std::string& body)
    : process_(Poco::Process::launch(BARE_POCO, {writtenTo(folder / "bare_poco.json", body)},
                                     &input_, &output_, nullptr)) {
  Poco::PipeInputStream stream(output_);
  stream >> port_;
  if (port_ == 0) throw std::runtime_error("bare_poco did not start");
}

BarePoco::~BarePoco() {
  Poco::Process::kill(process_);
  process_.wait();
}

Answer ask(std::uint16_t port, const test::Ask& ask) {
  using namespace Poco::Net;
  HTTPClientSession session("127.0.0.1", port);
  HTTPRequest request(ask.method, ask.target, HTTPMessage::HTTP_1_1);
  for (const std::string& header : ask.headers) {
    const std::size_t colon = header.find(':');
    request.set(header.substr(0, colon), header.substr(header.find_first_not_of(" :", colon)));
  }
  request.setContentLength(static_cast<std::streamsize>(ask.body.size()));
  session.sendRequest(request) << ask.body;
  HTTPResponse response;
  Answer answer;
  Poco::StreamCopier::copyToString(session.receiveResponse(response), answer.body);
  answer.status = response.getStatus();
  return answer;
}

std::string askFor(int status, std::uint16_t port, const test::Ask& wanted) {
  Answer answer = ask(port, wanted);
  if (answer.status == status) return std::move(answer.body);
  throw std::runtime_error(wanted.method + ' ' + wanted.target + " was answered " +
                           std::to_string(answer.status) + ' ' + answer.body);
}

}  // namespace freezer::bench
