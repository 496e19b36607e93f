#include "core/store/sql/strays.h"

#include <string>

namespace freezer::sql {
namespace {

std::string tableOfStrays(const Resource& resource) {
  return std::string(resource.plural) + "_strays";
}

}  // namespace

Strays readStrays(Connection& connection, const Resource& resource, std::int64_t seq) {
  Strays strays;
  Cursor rows =
      connection.run("SELECT name, value FROM " + tableOfStrays(resource) + " WHERE seq = ?");
  rows.bind(seq);
  while (rows.next()) strays.insert({std::string(rows.text(0)), std::string(rows.text(1))});
  return strays;
}

void insertStrays(Connection& connection, const Resource& resource, std::int64_t seq,
                  const Strays& strays) {
  for (const IndexEntries::Stray& stray : strays) {
    connection.executeLater(
        Connection::Later::References,
        "INSERT INTO " + tableOfStrays(resource) + " (seq, name, value) VALUES (?, ?, ?)",
        {seq, stray.name, stray.text});
  }
}

void replaceStrays(Connection& connection, const Resource& resource, std::int64_t seq,
                   const Strays& strays) {
  if (readStrays(connection, resource, seq) == strays) return;
  connection.execute("DELETE FROM " + tableOfStrays(resource) + " WHERE seq = ?", {seq});
  insertStrays(connection, resource, seq, strays);
}

}  // namespace freezer::sql
