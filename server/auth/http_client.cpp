#include "server/auth/http_client.h"

#include <array>
#include <new>
#include <string_view>
#include <utility>

#include "server/http/text.h"

namespace freezer::server {
namespace {

using SteadyClock = std::chrono::steady_clock;

Error failed(std::string why) {
  return {ErrorCode::Unavailable, "Another service does not answer.", {}, std::move(why)};
}

/// The header fields of a question as the library takes them.
class FieldList {
 public:
  explicit FieldList(const Libcurl& curl) : curl_(curl) {}
  FieldList(const FieldList&) = delete;
  FieldList& operator=(const FieldList&) = delete;
  ~FieldList() { curl_.slist_free_all(list_); }

  void add(const std::string& field) {
    curl_slist* const longer = curl_.slist_append(list_, field.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    list_ = longer;
  }

  const curl_slist* get() const { return list_; }

 private:
  const Libcurl& curl_;
  curl_slist* list_ = nullptr;
};

/// Takes what arrives of a reply, up to a limit.
struct Receiver {
  HttpReply reply = {};
  std::size_t left = 0;
  bool tooLarge = false;

  /// Whether so much more is still within the limit.
  bool admits(std::size_t size) {
    tooLarge = tooLarge || size > left;
    if (!tooLarge) left -= size;
    return !tooLarge;
  }
};

// The library ends an exchange when one of these returns less than it was given.
// They must let nothing through, since there is C above them.

std::size_t takeBody(const char* data, std::size_t /*one*/, std::size_t size, void* target) noexcept
    try {
  auto& receiver = *static_cast<Receiver*>(target);
  if (!receiver.admits(size)) return 0;
  receiver.reply.body.append(data, size);
  return size;
} catch (const std::bad_alloc&) {
  return 0;
}

std::size_t takeField(const char* data, std::size_t /*one*/, std::size_t size,
                      void* target) noexcept try {
  auto& receiver = *static_cast<Receiver*>(target);
  if (!receiver.admits(size)) return 0;
  std::string_view value(data, size);
  const std::string_view name = takeUntil(value, ':');
  if (equalIgnoringCase(name, "X-Subject-Token")) {
    receiver.reply.subjectToken = trimmed(value.substr(0, value.find_last_not_of("\r\n") + 1));
  }
  return size;
} catch (const std::bad_alloc&) {
  return 0;
}

}  // namespace

/// One connection, or the place for one.
class HttpClient::Handle {
 public:
  /// Uses `curl`, which must outlive it.
  explicit Handle(const Libcurl& curl) : curl_(curl), easy_(curl.easy_init()) {
    if (easy_ == nullptr) throw std::bad_alloc();
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { curl_.easy_cleanup(easy_); }

  Result<HttpReply> exchange(const Options& options, const HttpAsk& ask,
                             std::chrono::milliseconds timeout) {
    std::array<char, CURL_ERROR_SIZE> why{};
    Receiver receiver{.left = options.maxReply};
    FieldList fields(curl_);
    prepare(options, timeout);
    describe(ask, fields);
    set(CURLOPT_ERRORBUFFER, why.data());
    set(CURLOPT_WRITEFUNCTION, &takeBody);
    set(CURLOPT_WRITEDATA, &receiver);
    set(CURLOPT_HEADERFUNCTION, &takeField);
    set(CURLOPT_HEADERDATA, &receiver);
    const CURLcode code = curl_.easy_perform(easy_);
    if (receiver.tooLarge) return failed("the reply is too large");
    if (code != CURLE_OK)
      return failed(why.front() != '\0' ? why.data() : curl_.easy_strerror(code));
    long status = 0;
    curl_.easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
    receiver.reply.status = static_cast<int>(status);
    return std::move(receiver.reply);
  }

 private:
  template <typename Value>
  void set(CURLoption option, Value value) {
    curl_.easy_setopt(easy_, option, value);
  }

  void prepare(const Options& options, std::chrono::milliseconds timeout) {
    curl_.easy_reset(easy_);  // Of all but its connection.
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_PROXY, "");
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(timeout.count()));
    set(CURLOPT_SSL_VERIFYPEER, options.insecure ? 0L : 1L);
    set(CURLOPT_SSL_VERIFYHOST, options.insecure ? 0L : 2L);
    if (!options.caFile.empty()) set(CURLOPT_CAINFO, options.caFile.c_str());
    if (!options.certFile.empty()) set(CURLOPT_SSLCERT, options.certFile.c_str());
    if (!options.keyFile.empty()) set(CURLOPT_SSLKEY, options.keyFile.c_str());
  }

  void describe(const HttpAsk& ask, FieldList& fields) {
    fields.add("Accept: application/json");
    for (const std::string& header : ask.headers) fields.add(header);
    if (!ask.body.empty()) {
      fields.add("Content-Type: application/json");
      fields.add("Expect:");  // What is sent is short: to ask first takes longer.
      set(CURLOPT_POSTFIELDS, ask.body.c_str());
      set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(ask.body.size()));
    }
    set(CURLOPT_CUSTOMREQUEST, ask.method.c_str());
    set(CURLOPT_URL, ask.url.c_str());
    set(CURLOPT_HTTPHEADER, fields.get());
  }

  const Libcurl& curl_;
  CURL* const easy_;
};

/// Returns a handle when it is no longer used.
class HttpClient::Lent {
 public:
  Lent(HttpClient& owner, std::unique_ptr<Handle> handle)
      : owner_(owner), handle_(std::move(handle)) {}
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;
  ~Lent() {
    if (handle_) owner_.giveBack(std::move(handle_));
  }

  Handle* get() const { return handle_.get(); }

 private:
  HttpClient& owner_;
  std::unique_ptr<Handle> handle_;
};

HttpClient::HttpClient(const Libcurl& curl, Options options)
    : curl_(curl), options_(std::move(options)) {
  idle_.reserve(options_.maxConnections);
}

HttpClient::~HttpClient() = default;

Result<HttpReply> HttpClient::exchange(const HttpAsk& ask, std::chrono::milliseconds timeout) {
  const auto end = SteadyClock::now() + timeout;
  const Lent lent(*this, take(end));
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - SteadyClock::now());
  // To the library, no time at all would be any time.
  if (lent.get() == nullptr || left.count() <= 0) return failed("all connections are in use");
  return lent.get()->exchange(options_, ask, left);
}

/// A handle for the caller alone, or null when none is free until `end`.
std::unique_ptr<HttpClient::Handle> HttpClient::take(SteadyClock::time_point end) {
  std::unique_lock lock(mutex_);
  const auto isFree = [this] { return lent_ < options_.maxConnections; };
  if (!returned_.wait_until(lock, end, isFree)) return nullptr;
  std::unique_ptr<Handle> handle;
  if (idle_.empty()) {
    handle = std::make_unique<Handle>(curl_);
  } else {
    handle = std::move(idle_.back());
    idle_.pop_back();
  }
  ++lent_;
  return handle;
}

void HttpClient::giveBack(std::unique_ptr<Handle> handle) {
  {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(handle));  // Room was reserved for all there can be.
    --lent_;
  }
  returned_.notify_one();
}

}  // namespace freezer::server
