#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <stop_token>
#include <string>
#include <vector>

#include "tests/faults/model/figures.h"
#include "tests/faults/model/history.h"
#include "tests/faults/model/pool.h"
#include "tests/faults/model/requests.h"

namespace freezer::test {

using Ports = std::array<std::uint16_t, 2>;

/// What the clients share.
struct Shared {
  Pool pool = {};
  History history = {};
  std::atomic<std::int64_t> lastMark = 0;
};

/// A client that sends random requests to two servers of one store, and notes them in the history.
class ModelClient {
 public:
  /// `number` tells the clients of one run apart. `shared` must outlive this object.
  ModelClient(Shared& shared, const Ports& ports, int number, unsigned seed)
      : shared_(shared),
        ports_(ports),
        member_(static_cast<std::size_t>(number)),
        random_(seed + static_cast<unsigned>(number)) {}

  /// Creates the documents that are never deleted.
  void createPermanent();

  /// Sends random requests.
  void run(const std::stop_token& stop);

  /// Reads each document from both servers.
  void readAll();

  /// The documents of a list.
  std::vector<Document> list(std::size_t server, Kind kind);

  const ModelFigures& figures() const { return figures_; }

 private:
  struct Exchange {
    Reply reply;
    Event::Moment sent;
    Event::Moment answered;
  };

  // The requests. Each but the first one is about a document that exists or existed.
  void create(const Entry& entry);
  void read(const Entry& entry);
  void readFormer(const Entry& entry);
  void patch(const Entry& entry);
  void patchIfMatch(const Entry& entry);
  void replace(const Entry& entry);
  void remove(const Entry& entry);
  void addToSession(const Entry& job);
  void removeFromSession(const Entry& job);
  void patchSession(const Entry& job);
  void requestEvent(const Entry& job);
  void startOrEnd(const Entry& session);

  void sendRandom();
  Exchange send(const std::string& name, Ask ask);
  Exchange sendTo(std::size_t server, const std::string& name, const Ask& ask);
  void readFrom(std::size_t server, const Entry& entry);
  void change(const std::string& name, const Entry& entry, Effect effect, Ask ask,
              const Mark& mark);
  void note(const Entry& entry, Effect effect, const Exchange& exchange);

  /// Notes that documents which are linked to this one have possibly changed.
  void noteLinked(const Subject& subject, Effect effect, const Exchange& exchange);
  void notePossible(Kind kind, int place, const Exchange& exchange);

  /// Adds If-Match of the version that this client read last, if there is one.
  std::int64_t addCondition(const Entry& entry, Ask& ask);

  Mark newMark(Kind kind);
  Entry actionAt(int place) const;
  Entry sessionOf(const Entry& job);
  int randomBelow(int end) { return std::uniform_int_distribution(0, end - 1)(random_); }

  Shared& shared_;
  const Ports ports_;
  const std::size_t member_;
  std::minstd_rand random_;
  std::array<std::optional<RawClient>, 2> connections_;
  std::map<Subject, std::int64_t> seen_;  ///< The version that was read last.
  std::map<Subject, Entry> former_;       ///< The last deleted document of each place.
  ModelFigures figures_;
};

}  // namespace freezer::test
