#include "tests/faults/model/model_client.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace freezer::test {
namespace {

using Clock = std::chrono::steady_clock;

/// What a request of this program can be answered with.
bool isExpected(int status) {
  constexpr int kExpected[] = {200, 201, 202, 204, 400, 404, 409, 412, 422, 503};
  return std::ranges::find(kExpected, status) != std::end(kExpected);
}

bool isDone(int status) {
  return status >= 200 && status < 300;
}

Subject placeOf(const Subject& subject) {
  return {subject.kind, subject.place, kAnyGeneration};
}

std::string versionTag(std::int64_t version) {
  return "If-Match: \"" + std::to_string(version) + '"';
}

/// An action that is never deleted, in a job that always refers to it.
bool areAlwaysLinked(int actionPlace, int jobPlace) {
  return actionPlace < kPermanentPlaces && jobPlace < kPermanentPlaces &&
         nextPlace(jobPlace) < kPermanentPlaces;
}

}  // namespace

void ModelClient::createPermanent() {
  for (const Kind kind : {Kind::Action, Kind::Session, Kind::Backup, Kind::Job}) {
    // The last permanent job refers to an action that is not permanent.
    const int end = kind == Kind::Action ? kPlaces : kPermanentPlaces;
    for (int place = 0; place < end; ++place) create(shared_.pool.current(kind, place));
  }
}

void ModelClient::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) sendRandom();
}

void ModelClient::sendRandom() {
  constexpr Kind kKinds[] = {Kind::Backup, Kind::Job, Kind::Action, Kind::Session};
  struct Choice {
    int weight;
    void (ModelClient::*send)(const Entry&);
  };
  constexpr Choice kForAll[] = {{30, &ModelClient::read},   {3, &ModelClient::readFormer},
                                {20, &ModelClient::patch},  {12, &ModelClient::patchIfMatch},
                                {6, &ModelClient::replace}, {4, &ModelClient::remove},
                                {2, &ModelClient::create}};
  constexpr Choice kForJobs[] = {{10, &ModelClient::addToSession},
                                 {6, &ModelClient::removeFromSession},
                                 {4, &ModelClient::patchSession},
                                 {5, &ModelClient::requestEvent}};
  constexpr Choice kForSessions[] = {{10, &ModelClient::startOrEnd}};

  const Entry entry = shared_.pool.current(kKinds[randomBelow(4)], randomBelow(kPlaces));
  if (!entry.isCreated) return create(entry);
  std::vector<Choice> choices(std::begin(kForAll), std::end(kForAll));
  if (entry.subject.kind == Kind::Job)
    choices.insert(choices.end(), std::begin(kForJobs), std::end(kForJobs));
  if (entry.subject.kind == Kind::Session)
    choices.insert(choices.end(), std::begin(kForSessions), std::end(kForSessions));
  std::vector<int> weights;
  for (const Choice& choice : choices) weights.push_back(choice.weight);
  std::discrete_distribution<std::size_t> next(weights.begin(), weights.end());
  (this->*choices[next(random_)].send)(entry);
}

void ModelClient::create(const Entry& current) {
  const std::optional<Entry> begun = shared_.pool.beginCreation(current);
  if (!begun) return;
  Entry entry = *begun;
  const Mark mark = newMark(entry.subject.kind);
  const Exchange exchange = send("create", askToCreate(entry, mark, actionAt(entry.subject.place),
                                                       actionAt(nextPlace(entry.subject.place))));
  if (exchange.reply.status != 201) return shared_.pool.endCreation(entry, false);
  if (entry.subject.kind == Kind::Backup) entry.id = exchange.reply.at("/backup_id");
  shared_.history.add({.subject = entry.subject,
                       .effect = Effect::Create,
                       .sent = exchange.sent,
                       .answered = exchange.answered,
                       .status = exchange.reply.status,
                       .version = 1,
                       .member = mark.member,
                       .mark = mark.number});
  shared_.pool.endCreation(entry, true);
}

void ModelClient::read(const Entry& entry) {
  readFrom(static_cast<std::size_t>(randomBelow(2)), entry);
}

void ModelClient::readFormer(const Entry& entry) {
  const auto former = former_.find(placeOf(entry.subject));
  if (former != former_.end()) read(former->second);
}

void ModelClient::readFrom(std::size_t server, const Entry& entry) {
  const Exchange exchange = sendTo(server, "read", {"GET", pathOf(entry)});
  Event event{.subject = entry.subject,
              .effect = Effect::Read,
              .sent = exchange.sent,
              .answered = exchange.answered,
              .status = exchange.reply.status};
  if (event.isDone()) {
    event.version = std::stoll(exchange.reply.header("etag").substr(1));
    event.marks = marksIn(exchange.reply.json(), entry.subject.kind);
    seen_[entry.subject] = event.version;
  }
  shared_.history.add(event);
}

void ModelClient::patch(const Entry& entry) {
  const Mark mark = newMark(entry.subject.kind);
  change("patch", entry, Effect::Patch, askToPatch(entry, mark), mark);
}

void ModelClient::patchIfMatch(const Entry& entry) {
  if (!seen_.contains(entry.subject)) read(entry);
  const Mark mark = newMark(entry.subject.kind);
  change("patch if-match", entry, Effect::Patch, askToPatch(entry, mark), mark);
}

void ModelClient::replace(const Entry& entry) {
  if (entry.subject.kind == Kind::Backup) return;
  // Without If-Match, a replacement could create a deleted document again.
  if (!entry.isPermanent() && !seen_.contains(entry.subject)) read(entry);
  const Mark mark = newMark(entry.subject.kind);
  const Ask ask = askToReplace(entry, mark, actionAt(entry.subject.place),
                               actionAt(nextPlace(entry.subject.place)));
  change(entry.isPermanent() ? "replace" : "replace if-match", entry, Effect::Replace, ask, mark);
}

void ModelClient::change(const std::string& name, const Entry& entry, Effect effect, Ask ask,
                         const Mark& mark) {
  const bool isConditional = name.ends_with("if-match");
  const std::int64_t expected = isConditional ? addCondition(entry, ask) : 0;
  if (isConditional && expected == 0) return;  // It was deleted before it was read.
  const Exchange exchange = send(name, std::move(ask));
  const int status = exchange.reply.status;
  const std::int64_t version = isDone(status) ? exchange.reply.json().integerAt("/version", 0) : 0;
  shared_.history.add({.subject = entry.subject,
                       .effect = effect,
                       .sent = exchange.sent,
                       .answered = exchange.answered,
                       .status = status,
                       .version = version,
                       .expected = expected,
                       .member = mark.member,
                       .mark = mark.number});
  if (isDone(status)) noteLinked(entry.subject, effect, exchange);
}

void ModelClient::remove(const Entry& entry) {
  if (!shared_.pool.mayBeDeleted(entry)) return;
  Ask ask{"DELETE", pathOf(entry)};
  const std::int64_t expected = randomBelow(2) == 0 ? addCondition(entry, ask) : 0;
  const Exchange exchange = send(expected == 0 ? "delete" : "delete if-match", std::move(ask));
  shared_.history.add({.subject = entry.subject,
                       .effect = Effect::Delete,
                       .sent = exchange.sent,
                       .answered = exchange.answered,
                       .status = exchange.reply.status,
                       .expected = expected});
  if (exchange.reply.status != 204) return;
  noteLinked(entry.subject, Effect::Delete, exchange);
  former_.insert_or_assign(placeOf(entry.subject), entry);
  shared_.pool.setDeleted(entry);
}

void ModelClient::addToSession(const Entry& job) {
  const Entry session = sessionOf(job);
  const Exchange exchange = send("add to session", {"PUT", pathOf(session) + "/jobs/" + job.id});
  if (!isDone(exchange.reply.status)) return;
  note(job, Effect::Change, exchange);
  note(session, Effect::Change, exchange);
  // It possibly leaves the other session.
  const int place = job.subject.place;
  notePossible(Kind::Session, session.subject.place == place ? nextPlace(place) : place, exchange);
}

void ModelClient::removeFromSession(const Entry& job) {
  const Entry session = sessionOf(job);
  const Exchange exchange =
      send("remove from session", {"DELETE", pathOf(session) + "/jobs/" + job.id});
  if (!isDone(exchange.reply.status)) return;
  note(job, Effect::Change, exchange);
  note(session, Effect::Change, exchange);
}

void ModelClient::patchSession(const Entry& job) {
  const std::string session_id = randomBelow(3) == 0 ? "" : sessionOf(job).id;
  change("patch session_id", job, Effect::Patch,
         {"PATCH", pathOf(job), R"({"session_id":")" + session_id + "\"}"}, {});
}

void ModelClient::requestEvent(const Entry& job) {
  constexpr const char* kBodies[] = {R"({"start":null})", R"({"stop":null})"};
  const Exchange exchange =
      send("event", {"POST", pathOf(job) + "/event", kBodies[randomBelow(2)]});
  if (isDone(exchange.reply.status) && exchange.reply.at("/result") == "success")
    note(job, Effect::Change, exchange);
}

void ModelClient::startOrEnd(const Entry& session) {
  const int place = session.subject.place;
  const Entry job =
      shared_.pool.current(Kind::Job, randomBelow(2) == 0 ? place : placeBefore(place));
  const std::string member = R"({"job_id":")" + job.id + R"(","current_tag":)";
  const std::string body = randomBelow(2) == 0
                               ? R"({"start":)" + member + std::to_string(randomBelow(4)) + "}}"
                               : R"({"end":)" + member + R"(0,"result":"success"}})";
  const Exchange exchange = send("start or end", {"POST", pathOf(session) + "/action", body});
  if (isDone(exchange.reply.status) && exchange.reply.at("/result") == "success")
    note(session, Effect::Change, exchange);
}

void ModelClient::note(const Entry& entry, Effect effect, const Exchange& exchange) {
  shared_.history.add({.subject = entry.subject,
                       .effect = effect,
                       .sent = exchange.sent,
                       .answered = exchange.answered});
}

void ModelClient::notePossible(Kind kind, int place, const Exchange& exchange) {
  note({{kind, place, kAnyGeneration}}, Effect::PossibleChange, exchange);
}

void ModelClient::noteLinked(const Subject& subject, Effect effect, const Exchange& exchange) {
  const int place = subject.place;
  if (subject.kind == Kind::Job) {
    for (const int session : {place, nextPlace(place)})
      notePossible(Kind::Session, session, exchange);
  } else if (subject.kind == Kind::Action) {
    for (const int job : {place, placeBefore(place)}) {
      if (areAlwaysLinked(place, job)) {
        note({{Kind::Job, job, 0}}, Effect::Change, exchange);
      } else {
        notePossible(Kind::Job, job, exchange);
      }
    }
  } else if (subject.kind == Kind::Session && effect == Effect::Delete) {
    for (const int job : {place, placeBefore(place)}) notePossible(Kind::Job, job, exchange);
  }
}

std::int64_t ModelClient::addCondition(const Entry& entry, Ask& ask) {
  const auto seen = seen_.find(entry.subject);
  if (seen == seen_.end()) return 0;
  ask.headers.push_back(versionTag(seen->second));
  return seen->second;
}

Mark ModelClient::newMark(Kind kind) {
  return {member_ % markMembers(kind), ++shared_.lastMark};
}

Entry ModelClient::actionAt(int place) const {
  return shared_.pool.current(Kind::Action, place);
}

Entry ModelClient::sessionOf(const Entry& job) {
  const int place = job.subject.place;
  return shared_.pool.current(Kind::Session, randomBelow(2) == 0 ? place : nextPlace(place));
}

ModelClient::Exchange ModelClient::send(const std::string& name, Ask ask) {
  return sendTo(static_cast<std::size_t>(randomBelow(2)), name, ask);
}

ModelClient::Exchange ModelClient::sendTo(std::size_t server, const std::string& name,
                                          const Ask& ask) {
  std::optional<RawClient>& connection = connections_[server];
  if (!connection) connection.emplace(ports_[server]);
  const Event::Moment sent = Clock::now();
  Reply reply = connection->exchange(ask);
  const Event::Moment answered = Clock::now();
  if (reply.status == 0 || reply.header("connection") == "close") connection.reset();
  EXPECT_TRUE(isExpected(reply.status))
      << ask.method << ' ' << ask.target << ' ' << reply.status << ' ' << reply.body;
  figures_.count(name, reply.status);
  return {std::move(reply), sent, answered};
}

void ModelClient::readAll() {
  for (const Entry& entry : shared_.pool.all()) {
    if (!entry.isCreated) continue;
    for (std::size_t server = 0; server < ports_.size(); ++server) readFrom(server, entry);
  }
}

std::vector<Document> ModelClient::list(std::size_t server, Kind kind) {
  const Exchange exchange = sendTo(server, "list", {"GET", pathOf(kind) + "?limit=1000"});
  const Document answer = exchange.reply.json();
  const Array documents = answer.arrayAt("/" + std::string(resourceOf(kind).plural));
  std::vector<Document> result;
  for (std::size_t i = 0; documents && i < documents.size(); ++i)
    result.push_back(Document::viewOf(asObject(documents[i])));
  return result;
}

}  // namespace freezer::test
