#include "server/http/content_encoding.h"

#include <Poco/DeflatingStream.h>
#include <Poco/InflatingStream.h>
#include <Poco/MemoryStream.h>
#include <Poco/StreamCopier.h>

#include <sstream>

#include "server/http/accept.h"

namespace freezer::server {
namespace {

std::string deflated(std::string_view text) {
  constexpr int kFastest = 1;
  std::ostringstream bytes;
  Poco::DeflatingOutputStream deflating(bytes, Poco::DeflatingStreamBuf::STREAM_GZIP, kFastest);
  deflating.write(text.data(), static_cast<std::streamsize>(text.size()));
  deflating.close();
  return std::move(bytes).str();
}

}  // namespace

bool acceptsGzip(const Request& request) {
  return request.acceptEncoding && acceptsGzip(*request.acceptEncoding);
}

void compress(const Request& request, Response& response) {
  response.headers.push_back({"Vary", "Accept-Encoding"});
  if (!acceptsGzip(request)) return;
  response.headers.push_back({"Content-Encoding", "gzip"});
  response.body = deflated(response.body);
}

std::string inflated(std::string_view gzip) {
  Poco::MemoryInputStream bytes(gzip.data(), static_cast<std::streamsize>(gzip.size()));
  Poco::InflatingInputStream inflating(bytes, Poco::InflatingStreamBuf::STREAM_GZIP);
  std::string text;
  Poco::StreamCopier::copyToString(inflating, text);
  return text;
}

}  // namespace freezer::server
