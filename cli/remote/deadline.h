#pragma once

#include <Poco/Net/StreamSocket.h>
#include <sys/socket.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace freezer::cli {

/// Ends the use of a socket after a time: reading and writing fail then. The timeouts of Poco apply
/// to each read anew, so that a peer that sends a byte at a time would never be done.
class Deadline {
 public:
  Deadline(const Poco::Net::StreamSocket& socket, std::chrono::seconds time)
      : socket_(socket), thread_([this, time] { wait(time); }) {}
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;
  ~Deadline() {
    {
      const std::lock_guard lock(mutex_);
      isDone_ = true;
    }
    done_.notify_one();
  }

  bool hasPassed() const { return hasPassed_; }

 private:
  void wait(std::chrono::seconds time) {
    std::unique_lock lock(mutex_);
    if (done_.wait_for(lock, time, [this] { return isDone_; })) return;
    hasPassed_ = true;
    // With TLS, Poco's shutdown would write to the connection, which another thread reads.
    ::shutdown(socket_.impl()->sockfd(), SHUT_RDWR);
  }

  const Poco::Net::StreamSocket socket_;  ///< Shared: the descriptor stays open.
  std::atomic<bool> hasPassed_ = false;
  std::mutex mutex_;
  std::condition_variable done_;
  bool isDone_ = false;  ///< Protected by mutex_.
  std::jthread thread_;  ///< The last member: it uses the others, and ends first.
};

}  // namespace freezer::cli
