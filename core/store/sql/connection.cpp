#include "core/store/sql/connection.h"

namespace freezer::sql {
namespace {

// Limits the memory for prepared statements: clients can send searches of many forms.
constexpr std::size_t kMaxPrepared = 256;

}  // namespace

Connection::Watch::Watch(Connection& connection, const Proceed& proceed)
    : connection_(connection), proceed_(proceed) {
  if (proceed_) connection_.setWatch(this);
}

Connection::Watch::~Watch() {
  if (proceed_) connection_.setWatch(nullptr);
}

void Statement::executeAll(const std::vector<Values>& rows) {
  for (const Values& values : rows) {
    int place = 0;
    for (const Value& value : values) {
      std::visit([&](const auto& held) { this->bind(place, held); }, value);
      ++place;
    }
    next();
    reset();
  }
}

std::shared_ptr<Statement> Connection::prepared(std::string_view sql) {
  auto found = prepared_.find(sql);
  if (found == prepared_.end()) {
    if (prepared_.size() >= kMaxPrepared) prepared_.clear();
    found = prepared_.emplace(sql, prepare(sql)).first;
  }
  return found->second;
}

Cursor Connection::run(std::string_view sql) {
  flush();
  return Cursor(prepared(sql));
}

void Connection::executeLater(Later /*group*/, std::string_view sql, const Values& values) {
  execute(sql, values);
}

Cursor Connection::run(std::string_view sql, const Values& values) {
  Cursor begun = run(sql);
  for (const Value& value : values) begun.bind(value);
  return begun;
}

void Connection::execute(std::string_view sql, const Values& values) {
  run(sql, values).next();
}

std::vector<std::string> Connection::texts(std::string_view sql, const Values& values) {
  std::vector<std::string> found;
  for (Cursor rows = run(sql, values); rows.next();) found.emplace_back(rows.text(0));
  return found;
}

std::vector<std::int64_t> Connection::integers(std::string_view sql, const Values& values) {
  std::vector<std::int64_t> found;
  for (Cursor rows = run(sql, values); rows.next();) found.push_back(rows.integer(0));
  return found;
}

}  // namespace freezer::sql
