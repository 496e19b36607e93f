#include "core/bulk/copy.h"

#include <utility>

#include "core/bulk/digest.h"
#include "core/rules/index_entries.h"
#include "core/rules/jobs.h"
#include "core/rules/records.h"
#include "core/store/checksum.h"

namespace freezer {
namespace {

using bulk::Digest;

Error damaged(const Resource& resource, const Record& record, const std::string& why) {
  return {ErrorCode::StoreFailure,
          "the " + std::string(resource.name) + " " + record.id + " is damaged: " + why};
}

Query everything() {
  Query query;
  query.limit = kNoLimit;
  return query;
}

/// The users, projects, roles and tokens of a store.
struct Identities {
  std::vector<User> users;
  std::vector<Project> projects;
  std::vector<RoleAssignment> roles;
  std::vector<TokenDetails> tokens;
};

Result<Identities> readIdentities(IdentityView& view) {
  auto users = view.users();
  if (!users) return users.error();
  auto projects = view.projects();
  if (!projects) return projects.error();
  auto roles = view.roleAssignments();
  if (!roles) return roles.error();
  auto tokens = view.tokens();
  if (!tokens) return tokens.error();
  return Identities{std::move(users).value(), std::move(projects).value(), std::move(roles).value(),
                    std::move(tokens).value()};
}

Result<void> insertIdentities(IdentityTables& tables, const Identities& identities) {
  for (const User& user : identities.users)
    if (auto inserted = tables.insert(user); !inserted) return inserted;
  for (const Project& project : identities.projects)
    if (auto inserted = tables.insert(project); !inserted) return inserted;
  for (const RoleAssignment& role : identities.roles)
    if (auto inserted = tables.insert(role); !inserted) return inserted;
  for (const TokenDetails& token : identities.tokens)
    if (auto inserted = tables.insert(token.token); !inserted) return inserted;
  return {};
}

/// Adds the rows of one table, with the values that `add` gives to the digest.
template <typename Row, typename Add>
CopiedRows describe(std::string_view name, const std::vector<Row>& rows, Add add) {
  Digest digest;
  for (const Row& row : rows) {
    add(digest, row);
    digest.endRow();
  }
  return {name, digest.count(), digest.finish()};
}

std::vector<CopiedRows> describe(const Identities& identities) {
  return {describe("users", identities.users,
                   [](Digest& digest, const User& user) {
                     for (const auto& text : {user.id, user.name, user.password_hash})
                       digest.addValue(text);
                     digest.addValue(user.created_at);
                   }),
          describe("projects", identities.projects,
                   [](Digest& digest, const Project& project) {
                     for (const auto& text : {project.id, project.name}) digest.addValue(text);
                     digest.addValue(project.created_at);
                   }),
          describe("roles", identities.roles,
                   [](Digest& digest, const RoleAssignment& role) {
                     for (const auto& text : {role.user_id, role.project_id, role.role})
                       digest.addValue(text);
                   }),
          describe("tokens", identities.tokens, [](Digest& digest, const TokenDetails& details) {
            const Token& token = details.token;
            for (const auto& text :
                 {token.id, token.hash, token.method, token.user_id, token.project_id})
              digest.addValue(text);
            digest.addValue(token.issued_at);
            digest.addValue(token.expires_at);
          })};
}

/// Documents of one kind that are stored in one transaction.
class Batch {
 public:
  explicit Batch(const Resource& resource) : resource_(resource) {}

  bool isFull() const {
    constexpr std::size_t kMostRecords = 1000;
    constexpr std::size_t kMostBytes = 4U << 20U;
    return records_.size() >= kMostRecords || bytes_ >= kMostBytes;
  }

  void add(const Record& record) {
    bytes_ += record.text.size();
    records_.push_back(record);
  }

  /// Stores the documents, and forgets them. Returns their number.
  Result<std::int64_t> storeIn(Store& target) {
    const auto stored = target.write([this](Transaction& transaction) -> Result<void> {
      for (const Record& record : records_) {
        if (auto inserted = insert(transaction, record); !inserted) return inserted;
      }
      return {};
    });
    if (!stored) return stored.error();
    const auto number = static_cast<std::int64_t>(records_.size());
    records_.clear();
    bytes_ = 0;
    return number;
  }

 private:
  Result<void> insert(Transaction& transaction, const Record& record) const {
    const auto document = documentOf(record);
    if (!document) return damaged(resource_, record, document.error().message);
    auto inserted =
        transaction.insert(resource_, record, indexEntries(resource_, document.value()));
    if (!inserted || resource_.kind != Kind::Job) return inserted;
    return transaction.linkActions(record.id, actionIdsOf(document.value()));
  }

  const Resource& resource_;
  std::vector<Record> records_;
  std::size_t bytes_ = 0;
};

/// One copy.
class Copy {
 public:
  Copy(Snapshot& source, Store& target, const CopyProgress& progress)
      : source_(source), target_(target), progress_(progress) {}

  Result<std::vector<CopiedRows>> run() {
    std::vector<CopiedRows> all;
    for (const Kind kind : kReferenceOrder) {
      auto copied = copyKind(resourceOf(kind));
      if (!copied) return copied.error();
      all.push_back(std::move(copied).value());
    }
    const auto identities = readIdentities(source_.identity());
    if (!identities) return identities.error();
    const auto inserted = target_.write([&](Transaction& transaction) {
      return insertIdentities(transaction.identity(), identities.value());
    });
    if (!inserted) return inserted.error();
    for (CopiedRows& rows : describe(identities.value())) all.push_back(std::move(rows));
    if (const auto noted = copyPolls(); !noted) return noted.error();
    return all;
  }

 private:
  /// The last polls are not compared: they are not documents, and clients soon poll again.
  Result<void> copyPolls() {
    const auto polls = source_.lastPolls(kEveryone);
    if (!polls) return polls.error();
    return target_.write([&](Transaction& transaction) -> Result<void> {
      for (const ClientPoll& poll : polls.value())
        if (auto noted = transaction.notePoll(kEveryone, poll); !noted) return noted;
      return {};
    });
  }

  Result<CopiedRows> copyKind(const Resource& resource) {
    Digest digest;
    Batch batch(resource);
    const auto listed =
        source_.list(resource, kEveryone, everything(), [&](Record& record) -> Result<void> {
          if (!isIntact(record)) return damaged(resource, record, std::string(kNotIntact));
          digest.add(record);
          batch.add(record);
          return batch.isFull() ? store(batch) : Result<void>();
        });
    if (!listed) return listed.error();
    if (const auto stored = store(batch); !stored) return stored.error();
    return CopiedRows{resource.plural, digest.count(), digest.finish()};
  }

  Result<void> store(Batch& batch) {
    const auto stored = batch.storeIn(target_);
    if (!stored) return stored.error();
    documents_ += stored.value();
    if (progress_) progress_(documents_);
    return {};
  }

  Snapshot& source_;
  Store& target_;
  const CopyProgress& progress_;
  std::int64_t documents_ = 0;
};

/// What a store has.
Result<std::vector<CopiedRows>> describe(Snapshot& view) {
  std::vector<CopiedRows> all;
  for (const Kind kind : kReferenceOrder) {
    const Resource& resource = resourceOf(kind);
    Digest digest;
    const auto listed =
        view.list(resource, kEveryone, everything(), [&](Record& record) -> Result<void> {
          digest.add(record);
          return {};
        });
    if (!listed) return listed.error();
    all.push_back({resource.plural, digest.count(), digest.finish()});
  }
  const auto identities = readIdentities(view.identity());
  if (!identities) return identities.error();
  for (CopiedRows& rows : describe(identities.value())) all.push_back(std::move(rows));
  return all;
}

Result<void> checkEmpty(Store& store) {
  return store.read([](Snapshot& view) -> Result<void> {
    Query one;
    one.limit = 1;
    bool isEmpty = true;
    for (const Resource& resource : resources()) {
      const auto page = readPage(view, resource, kEveryone, one);
      if (!page) return page.error();
      isEmpty = isEmpty && page.value().records.empty();
    }
    const auto identities = readIdentities(view.identity());
    if (!identities) return identities.error();
    isEmpty = isEmpty && identities.value().users.empty() && identities.value().projects.empty();
    if (isEmpty) return {};
    return Error{ErrorCode::AlreadyExists,
                 "the target is not empty: copy to a new file or an empty database"};
  });
}

}  // namespace

Result<std::vector<CopiedRows>> copyStore(Store& source, Store& target,
                                          const CopyProgress& progress) {
  if (const auto empty = checkEmpty(target); !empty) return empty.error();
  const auto copied =
      readFrom(source, [&](Snapshot& view) { return Copy(view, target, progress).run(); });
  if (!copied) return copied.error();
  const auto found = readFrom(target, [](Snapshot& view) { return describe(view); });
  if (!found) return found.error();
  for (std::size_t i = 0; i < copied.value().size(); ++i) {
    if (copied.value()[i].digest == found.value()[i].digest) continue;
    return Error{ErrorCode::StoreFailure,
                 "the " + std::string(copied.value()[i].name) +
                     " of the copy differ from those of the source: begin again with an empty "
                     "target that nothing else writes to"};
  }
  return copied;
}

}  // namespace freezer
