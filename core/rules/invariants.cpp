#include "core/rules/invariants.h"
#include "core/rules/index_entries.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "core/pointers.h"
#include "core/rules/envelope.h"
#include "core/rules/records.h"
#include "core/rules/session_links.h"
#include "core/store/checksum.h"
#include "core/store/indexed_text.h"
#include "core/text.h"

namespace freezer {
namespace {

/// A value of an index, for messages.
std::string shown(const IndexEntries::Scalar& scalar) {
  if (const auto* number = std::get_if<std::int64_t>(&scalar)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&scalar)) return quoteJson(excerpt(*text));
  return "nothing";
}

std::string shown(const IndexEntries::Stray& stray) {
  return excerpt(stray.name) + " = " + quoteJson(excerpt(stray.text));
}

/// Calls `each` with the elements that are only in `from`.
template <typename Element, typename Each>
void forMissing(const std::set<Element>& from, const std::set<Element>& in, Each each) {
  std::vector<Element> missing;
  std::ranges::set_difference(from, in, std::back_inserter(missing));
  for (const Element& element : missing) each(element);
}

/// Compares a document with its columns and rows.
class DocumentCheck {
 public:
  DocumentCheck(const Resource& resource, const KeptDocument& kept, Findings& faults)
      : resource_(resource), kept_(kept), faults_(faults) {}

  /// Documents that this document refers to are read from `snapshot`.
  Result<void> run(Snapshot& snapshot) {
    const Record& record = kept_.record;
    if (record.version < 1) add("its version is " + std::to_string(record.version));
    const auto document = documentOf(record);
    if (!document) {
      add("its document cannot be read: " + document.error().detail);
      return {};
    }
    if (!isIntact(record)) add(std::string(kNotIntact));
    for (const Fault& fault : validateStored(resource_, document.value())) {
      add(fault.pointer + " of its document " + fault.message);
    }
    compare("id", record.id, document.value().textAt(idPointer(resource_)));
    compare("project_id", record.project_id, document.value().textAt(at::kProjectId));
    compare("user_id", record.user_id, document.value().textAt(at::kUserId));
    IndexEntries entries = indexEntries(resource_, document.value());
    if (auto shorter = shortened(entries, kept_.longestText)) entries = *std::move(shorter);
    for (std::size_t i = 0; i < entries.columns.size(); ++i) {
      compare(resource_.columns[i].name, kept_.entries.columns.at(i), entries.columns[i]);
    }
    compareStrays(entries.strays);
    if (resource_.kind != Kind::Job) return {};
    return compareLinks(snapshot, document.value());
  }

 private:
  void add(const std::string& what) {
    faults_.add(std::string(resource_.name) + " " + kept_.record.id + ": " + what);
  }

  void compare(std::string_view column, const IndexEntries::Scalar& kept,
               const IndexEntries::Scalar& expected) {
    if (kept == expected) return;
    add("the column " + std::string(column) + " has " + shown(kept) + ", but its document has " +
        shown(expected));
  }

  void compareStrays(const std::set<IndexEntries::Stray>& expected) {
    forMissing(expected, kept_.entries.strays, [&](const IndexEntries::Stray& stray) {
      add("a search does not find it by " + shown(stray) + ", which its document has");
    });
    forMissing(kept_.entries.strays, expected, [&](const IndexEntries::Stray& stray) {
      add("a search finds it by " + shown(stray) + ", which its document does not have");
    });
  }

  Result<void> compareLinks(Snapshot& snapshot, const Document& job) {
    std::set<std::string> expected;
    if (const Array entries = job.arrayAt(at::kJobActions)) {
      for (const ValueRef entry : entries) {
        if (const Object object = asObject(entry)) {
          expected.insert(Document::viewOf(object).textAt(at::kActionId));
        }
      }
    }
    forMissing(expected, kept_.action_ids, [&](const std::string& action_id) {
      add("it runs the action " + quoteJson(excerpt(action_id)) + ", but is not linked to it");
    });
    forMissing(kept_.action_ids, expected, [&](const std::string& action_id) {
      add("it is linked to the action " + quoteJson(excerpt(action_id)) + ", but does not run it");
    });
    for (const std::string& action_id : expected) {
      const auto action = snapshot.find(kActions, kEveryone, action_id);
      if (!action) return action.error();
      if (!action.value()) {
        add("it runs the action " + quoteJson(excerpt(action_id)) + ", which does not exist");
      }
    }
    return {};
  }

  const Resource& resource_;
  const KeptDocument& kept_;
  Findings& faults_;
};

/// Whether both ends of the links between jobs and sessions agree.
class LinkCheck {
 public:
  LinkCheck(Snapshot& snapshot, Findings& faults) : snapshot_(snapshot), faults_(faults) {}

  Result<void> checkSession(const Record& record) {
    const auto session = documentOf(record);
    if (!session) return {};  // Reported as a fault of the document.
    const Object members = session.value().objectAt(at::kMembers);
    if (!members) return {};
    for (const Member& member : members.members()) {
      if (const auto checked = checkMember(record.id, member.name); !checked) return checked;
    }
    return {};
  }

  Result<void> checkJob(const Record& record) {
    const auto job = documentOf(record);
    if (!job) return {};
    const std::string session_id = job.value().textAt(at::kSessionId);
    if (session_id.empty()) return {};
    const auto session = snapshot_.find(kSessions, kEveryone, session_id);
    if (!session) return session.error();
    const std::string what = "job " + record.id + ": it names the session " + excerpt(session_id);
    if (!session.value()) {
      faults_.add(what + ", which does not exist");
    } else if (const auto document = documentOf(*session.value());
               document && !document.value().has(memberPointer(record.id))) {
      faults_.add(what + ", which does not list it");
    }
    return {};
  }

 private:
  Result<void> checkMember(const std::string& session_id, const std::string& job_id) {
    const auto record = snapshot_.find(kJobs, kEveryone, job_id);
    if (!record) return record.error();
    const std::string what = "session " + session_id + ": it lists the job " + excerpt(job_id);
    if (!record.value()) {
      faults_.add(what + ", which does not exist");
    } else if (const auto job = documentOf(*record.value());
               job && job.value().textAt(at::kSessionId) != session_id) {
      faults_.add(what + ", which does not name it");
    }
    return {};
  }

  Snapshot& snapshot_;
  Findings& faults_;
};

/// Adds the faults of all documents, independent of the engine.
Result<void> findFaults(Snapshot& snapshot, const VisitAll& visitAll, Findings& faults) {
  LinkCheck links(snapshot, faults);
  for (const Resource& resource : resources()) {
    const auto visited = visitAll(resource, [&](const KeptDocument& kept) -> Result<void> {
      const auto checked = DocumentCheck(resource, kept, faults).run(snapshot);
      if (!checked) return checked;
      if (resource.kind == Kind::Job) return links.checkJob(kept.record);
      if (resource.kind == Kind::Session) return links.checkSession(kept.record);
      return {};
    });
    if (!visited) return visited;
  }
  return {};
}

}  // namespace

Result<Findings> checkStore(const std::string& url) {
  return inspectStore(url, findFaults);
}

}  // namespace freezer
