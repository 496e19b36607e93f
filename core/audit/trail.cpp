#include "core/audit/trail.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "core/json/value.h"
#include "core/text.h"

namespace freezer {
namespace {

/// Maximum length of a text in a line, in bytes before it is escaped. The names and IDs of this
/// service are shorter; a client can try to log in with any name.
constexpr std::size_t kLongestText = 1024;

/// The beginning of `text`, in valid UTF-8.
std::string bounded(std::string_view text) {
  std::string valid;
  while (!text.empty()) {
    const std::size_t length = characterLength(text);
    const std::string_view character = length > 0 ? text.substr(0, length) : "\uFFFD";
    if (valid.size() + character.size() > kLongestText) break;
    valid += character;
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return valid;
}

/// "2026-01-31T23:59:00.123Z"
std::string currentTime() {
  using namespace std::chrono;
  const auto time = floor<milliseconds>(system_clock::now());
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  std::array<char, 32> text{};
  const int size = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
      static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
      static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
      static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
      static_cast<int>(clock.subseconds().count()));
  return {text.data(), static_cast<std::size_t>(size)};
}

bool isFailure(ErrorCode code) {
  return code == ErrorCode::StoreBusy || code == ErrorCode::StoreFailure ||
         code == ErrorCode::Unavailable;
}

/// The changes with one entry for each document: a session that loses several jobs in one operation
/// is stored several times.
DocumentChanges merged(const DocumentChanges& changes) {
  std::map<std::pair<Kind, std::string_view>, std::size_t> places;
  DocumentChanges all;
  for (const DocumentChange& change : changes) {
    const auto [place, isNew] = places.try_emplace({change.kind, change.id}, all.size());
    if (isNew) {
      all.push_back(change);
    } else {
      all[place->second].after = change.after;
    }
  }
  return all;
}

bool isSubject(const DocumentChange& change, const AuditSubject& subject) {
  return resourceOf(change.kind).name == subject.kind &&
         (subject.id.empty() || subject.id == change.id);
}

/// What happened to a document that was changed along with another one.
std::string_view verbOf(const DocumentChange& change) {
  if (!change.before) return "create";
  return change.after ? "update" : "delete";
}

}  // namespace

std::string_view wordOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::InvalidDocument: return "invalid-document";
    case ErrorCode::TooLarge: return "too-large";
    case ErrorCode::InvalidRequest: return "invalid-request";
    case ErrorCode::Unprocessable: return "unprocessable";
    case ErrorCode::Unauthenticated: return "unauthenticated";
    case ErrorCode::Forbidden: return "forbidden";
    case ErrorCode::NotFound: return "not-found";
    case ErrorCode::AlreadyExists: return "already-exists";
    case ErrorCode::VersionMismatch: return "version-mismatch";
    case ErrorCode::StoreBusy: return "store-busy";
    case ErrorCode::StoreFailure: return "store-failure";
    case ErrorCode::Unavailable: return "unavailable";
  }
  std::abort();  // Not reached: every code has a case.
}

/// A line of JSON. A text that is empty and a number that is absent become null.
class AuditTrail::Line {
 public:
  void add(std::string_view name, std::string_view text) {
    begin(name);
    text_ += text.empty() ? "null" : quoteJson(bounded(text));
  }

  void add(std::string_view name, std::optional<std::int64_t> number) {
    begin(name);
    text_ += number ? std::to_string(*number) : "null";
  }

  /// What the line is about.
  void add(const AuditSubject& subject) {
    add("verb", subject.verb);
    add("kind", subject.kind);
    add("id", subject.id);
    if (!subject.name.empty()) add("name", subject.name);
  }

  void addVersions(std::optional<std::int64_t> before, std::optional<std::int64_t> after) {
    add("version_before", before);
    add("version_after", after);
  }

  void addSuccess() { add("outcome", "success"); }

  void add(const AuditRefusal& refusal) {
    add("outcome", refusal.isFailure ? "failed" : "refused");
    if (refusal.status) add("status", *refusal.status);
    if (!refusal.reason.empty()) add("reason", refusal.reason);
  }

  void openObject(std::string_view name) {
    begin(name);
    text_ += '{';
  }
  void closeObject() { text_ += '}'; }

  std::string text() && { return std::move(text_) + '}'; }

 private:
  void begin(std::string_view name) {
    if (text_.back() != '{') text_ += ',';
    text_.append("\"").append(name).append("\":");
  }

  std::string text_ = "{";
};

AuditTrail::Line AuditTrail::begin(const Caller& caller) const {
  Line line;
  line.add("time", currentTime());
  line.add("request_id", origin_.request_id);
  if (!origin_.global_request_id.empty()) line.add("global_request_id", origin_.global_request_id);
  line.add("user_id", caller.user_id);
  line.add("user_name", caller.user_name);
  line.add("project_id", caller.project_id);
  line.add("project_name", caller.project_name);
  line.add("source", origin_.source);
  return line;
}

AuditRefusal AuditTrail::refusalFor(const Error& error) const {
  AuditRefusal refusal{wordOf(error.code), {}, isFailure(error.code)};
  if (origin_.statusOf != nullptr) refusal.status = origin_.statusOf(error.code);
  return refusal;
}

void AuditTrail::write(Line line) {
  isEmpty_ = false;
  sink_.write(std::move(line).text());
}

void AuditTrail::note(const Caller& caller, const AuditSubject& subject,
                      const DocumentChanges& changes) {
  for (const DocumentChange& change : merged(changes)) {
    const bool isCause = isSubject(change, subject);
    Line line = begin(caller);
    line.add({isCause ? subject.verb : verbOf(change), resourceOf(change.kind).name, change.id});
    line.addVersions(change.before, change.after);
    line.addSuccess();
    if (!isCause) {
      line.openObject("cause");
      line.add(subject);
      line.closeObject();
    }
    write(std::move(line));
  }
}

void AuditTrail::note(const Caller& caller, const AuditSubject& subject) {
  Line line = begin(caller);
  line.add(subject);
  line.addVersions({}, {});
  line.addSuccess();
  write(std::move(line));
}

void AuditTrail::note(const Caller& caller, const AuditSubject& subject, const Error& error) {
  note(caller, subject, refusalFor(error));
}

void AuditTrail::note(const Caller& caller, const AuditSubject& subject,
                      const AuditRefusal& refusal) {
  Line line = begin(caller);
  line.add(subject);
  line.addVersions({}, {});
  line.add(refusal);
  write(std::move(line));
}

void AuditTrail::note(const Caller& caller, const AuditSubject& subject, const AuditCounts& counts,
                      const Error* error) {
  Line line = begin(caller);
  line.add(subject);
  line.addVersions({}, {});
  if (error == nullptr) {
    line.addSuccess();
  } else {
    line.add(refusalFor(*error));
  }
  line.openObject("counts");
  for (const auto& [name, number] : counts) line.add(name, number);
  line.closeObject();
  write(std::move(line));
}

}  // namespace freezer
