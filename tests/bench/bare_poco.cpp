// A peer for comparison: Poco's HTTP server that answers every request with the content of one
// file.

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/NullStream.h>
#include <Poco/StreamCopier.h>
#include <Poco/ThreadPool.h>

#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace {

using namespace Poco::Net;

class SameAnswer : public HTTPRequestHandler {
 public:
  explicit SameAnswer(const std::string& body) : body_(body) {}

  void handleRequest(HTTPServerRequest& request, HTTPServerResponse& response) override {
    if (request.hasContentLength()) {
      Poco::NullOutputStream nowhere;
      Poco::StreamCopier::copyStream(request.stream(), nowhere);
    }
    response.setContentType("application/json");
    response.sendBuffer(body_.data(), body_.size());
  }

 private:
  const std::string& body_;
};

class SameAnswers : public HTTPRequestHandlerFactory {
 public:
  explicit SameAnswers(std::string body) : body_(std::move(body)) {}

  HTTPRequestHandler* createRequestHandler(const HTTPServerRequest& /*request*/) override {
    return new SameAnswer(body_);  // Poco owns it.
  }

 private:
  const std::string body_;
};

int serve(const char* file) {
  std::ifstream stream(file, std::ios::binary);
  std::string body(std::istreambuf_iterator<char>(stream), {});
  // A thread per persistent connection, and some spare ones.
  Poco::ThreadPool threads(8, 128);
  auto* params = new HTTPServerParams;  // Poco owns it.
  params->setKeepAlive(true);
  params->setMaxKeepAliveRequests(0);
  params->setMaxThreads(128);
  HTTPServer server(new SameAnswers(std::move(body)), threads,
                    ServerSocket(SocketAddress("127.0.0.1", 0)), params);
  server.start();
  std::cout << server.port() << std::endl;
  std::cin.get();  // Returns when the parent process closes the pipe.
  server.stopAll(true);
  return 0;
}

}  // namespace

/// Prints the port and serves until standard input ends.
int main(int count, char** words) try {
  if (count == 2) return serve(words[1]);
  std::cerr << "usage: bare_poco FILE\n";
  return 2;
} catch (const std::exception& failure) {
  std::cerr << "bare_poco: " << failure.what() << '\n';
  return 1;
}
