#include "tests/faults/model/requests.h"

#include "tests/faults/written.h"

namespace freezer::test {
namespace {

/// The members of a job that hold text which nobody else changes.
constexpr const char* kJobMembers[] = {"description", "session_name"};

std::string nameOf(Kind kind, std::size_t member) {
  return kind == Kind::Job ? kJobMembers[member] : "mark" + std::to_string(member);
}

std::string pointerTo(Kind kind, std::size_t member) {
  const std::string name = "/" + nameOf(kind, member);
  if (kind == Kind::Backup) return "/backup_metadata" + name;
  return kind == Kind::Action ? "/freezer_action" + name : name;
}

/// `"mark0":"17"`
std::string memberFor(Kind kind, const Mark& mark) {
  return '"' + nameOf(kind, mark.member) + R"(":")" + std::to_string(mark.number) + '"';
}

std::string idMember(const Entry& entry) {
  return '"' + std::string(resourceOf(entry.subject.kind).idField) + R"(":")" + entry.id + R"(",)";
}

std::string bodyOf(const Entry& entry, const Mark& mark, const Entry& first, const Entry& second) {
  const Kind kind = entry.subject.kind;
  const std::string written = memberFor(kind, mark);
  if (kind == Kind::Backup)
    return R"({"container":"c1","hostname":"host1","backup_name":"daily",)" + written + '}';
  if (kind == Kind::Action)
    return '{' + idMember(entry) + R"("freezer_action":{"action":"backup",)" + written + "}}";
  if (kind == Kind::Session)
    return '{' + idMember(entry) + R"("hold_off":0,"schedule":{},)" + written + '}';
  return '{' + idMember(entry) + R"("client_id":")" + kHost +
         R"(","job_schedule":{},"job_actions":[{"action_id":")" + first.id +
         R"("},{"action_id":")" + second.id + R"("}],)" + written + '}';
}

}  // namespace

std::size_t markMembers(Kind kind) {
  return kind == Kind::Job ? std::size(kJobMembers) : Marks().size();
}

Marks marksIn(const Document& document, Kind kind) {
  Marks marks = {};
  for (std::size_t i = 0; i < markMembers(kind); ++i) {
    const std::string text = document.textAt(pointerTo(kind, i));
    if (!text.empty()) marks[i] = std::stoll(text);
  }
  return marks;
}

std::string pathOf(Kind kind) {
  return kBase + '/' + std::string(resourceOf(kind).plural);
}

std::string pathOf(const Entry& entry) {
  return pathOf(entry.subject.kind) + '/' + entry.id;
}

Ask askToCreate(const Entry& entry, const Mark& mark, const Entry& first, const Entry& second) {
  return {"POST", pathOf(entry.subject.kind), bodyOf(entry, mark, first, second)};
}

Ask askToReplace(const Entry& entry, const Mark& mark, const Entry& first, const Entry& second) {
  return {"POST", pathOf(entry), bodyOf(entry, mark, first, second)};
}

Ask askToPatch(const Entry& entry, const Mark& mark) {
  const Kind kind = entry.subject.kind;
  const std::string body = '{' + memberFor(kind, mark) + '}';
  if (kind == Kind::Backup) return {"PATCH", pathOf(entry), R"({"backup_metadata":)" + body + '}'};
  if (kind == Kind::Action) return {"PATCH", pathOf(entry), R"({"freezer_action":)" + body + '}'};
  return {"PATCH", pathOf(entry), body};
}

}  // namespace freezer::test
