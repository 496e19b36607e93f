#include "core/bulk/line.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/bulk/stored_form.h"
#include "core/json/document_reader.h"
#include "core/pointers.h"
#include "core/rules/envelope.h"
#include "core/rules/index_entries.h"
#include "core/rules/validation.h"
#include "core/text.h"

namespace freezer::bulk {
namespace {

void appendMember(std::string& text, std::string_view name, std::string_view json) {
  text.append(",\"").append(name).append("\":").append(json);
}

std::string kindNames() {
  std::string names;
  for (const Resource& each : resources()) {
    names.append(names.empty() ? "" : ", ").append(quoteJson(each.name));
  }
  return names;
}

/// The kind named in a line, or null.
const Resource* kindOf(const Document& line) {
  const std::string name = line.textAt("/kind");
  const auto found = std::ranges::find(resources(), name, &Resource::name);
  return found == resources().end() ? nullptr : &*found;
}

/// Reads the members beside the document.
class Envelope {
 public:
  Envelope(const Document& line, const Resource& resource) : line_(line), resource_(resource) {}

  std::int64_t integer(const std::string& member, std::int64_t fallback, std::int64_t least) {
    const std::string pointer = "/" + member;
    if (!line_.has(pointer)) return fallback;
    const std::int64_t number = line_.integerAt(pointer, least - 1);
    if (number < least) {
      faults_.push_back({pointer, "must be an integer, at least " + std::to_string(least)});
    }
    return number;
  }

  std::string text(std::string_view member) {
    const std::string pointer = "/" + std::string(member);
    if (!line_.has(pointer)) return {};
    if (!line_.at(pointer).isText()) faults_.push_back({pointer, "must be a string"});
    return line_.textAt(pointer);
  }

  std::string sidecar() { return resource_.sidecar.empty() ? "" : text(resource_.sidecar); }

  void refuseOthers() {
    for (const Member& member : line_.object().members()) {
      const std::string& name = member.name;
      const bool isKnown = name == "kind" || name == "version" || name == "created_at" ||
                           name == "updated_at" || name == "updated_by" || name == "document" ||
                           (!resource_.sidecar.empty() && name == resource_.sidecar);
      if (!isKnown) {
        faults_.push_back({"/" + escapePointer(excerpt(name)),
                           "is not a known member; known members: " + knownMembers()});
      }
    }
  }

  std::vector<Fault> faults() && { return std::move(faults_); }

 private:
  std::string knownMembers() const {
    std::string names = "kind, version, created_at, updated_at, updated_by, ";
    if (!resource_.sidecar.empty()) names.append(resource_.sidecar).append(", ");
    return names + "document";
  }

  const Document& line_;
  const Resource& resource_;
  std::vector<Fault> faults_;
};

Error invalidLine(std::string pointer, std::string message) {
  return invalidDocument({{std::move(pointer), std::move(message)}});
}

/// Removes the line number from a message of the parser: the text is always one line.
Error withoutLineNumber(Error error) {
  constexpr std::string_view kFirstLine = "line 1, ";
  const std::size_t place = error.message.find(kFirstLine);
  if (place != std::string::npos) error.message.erase(place, kFirstLine.size());
  return error;
}

}  // namespace

void appendLine(std::string& text, const Resource& resource, const Record& record) {
  text.append("{\"kind\":\"").append(resource.name).append("\"");
  appendMember(text, "version", std::to_string(record.version));
  appendMember(text, "created_at", std::to_string(record.created_at));
  appendMember(text, "updated_at", std::to_string(record.updated_at));
  if (!record.updated_by.empty()) appendMember(text, "updated_by", quoteJson(record.updated_by));
  if (!record.sidecar.empty()) appendMember(text, resource.sidecar, quoteJson(record.sidecar));
  appendMember(text, "document", record.text);
  text += "}\n";
}

Line lineOf(const Resource& resource, Record record, Document document) {
  record.id = document.textAt(idPointer(resource));
  record.project_id = document.textAt(at::kProjectId);
  record.user_id = document.textAt(at::kUserId);
  record.text = document.text();
  IndexEntries entries = indexEntries(resource, document);
  return {&resource, std::move(record), std::move(document), std::move(entries), {}};
}

Result<Line> parseLine(std::string_view text, std::int64_t now) {
  auto read = readObject(text, kStoredLimits);
  if (!read) return withoutLineNumber(read.error());
  const Document line = Document::viewOf(std::move(read).value());
  const Resource* const resource = kindOf(line);
  if (resource == nullptr) return invalidLine("/kind", "must be one of " + kindNames());
  const Object object = line.objectAt("/document");
  if (!object) return invalidLine("/document", "must be an object");

  Envelope envelope(line, *resource);
  envelope.refuseOthers();
  Record record;
  record.version = envelope.integer("version", 1, 1);
  record.created_at = envelope.integer("created_at", now, 0);
  record.updated_at = envelope.integer("updated_at", std::max(now, record.created_at), 0);
  record.updated_by = envelope.text("updated_by");
  record.sidecar = envelope.sidecar();

  Document document = Document::viewOf(object);
  completeStored(*resource, document);
  std::vector<Fault> faults = std::move(envelope).faults();
  for (Fault& fault : faultsOfStored(*resource, document)) {
    faults.push_back({"/document" + fault.pointer, std::move(fault.message)});
  }
  if (!faults.empty()) return invalidDocument(std::move(faults));

  return lineOf(*resource, std::move(record), std::move(document));
}

}  // namespace freezer::bulk
