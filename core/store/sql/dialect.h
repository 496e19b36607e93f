#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace freezer::sql {

/// Where the SQL of engines differs. Everything else is the same text for all of them.
struct Dialect {
  /// Appended to a query in a transaction that decides by its rows: nobody else changes them before
  /// it ends. Empty if transactions that write exclude each other.
  std::string_view lockRows;

  /// Joins two tables, of which the left one is read first.
  std::string_view orderedJoin;

  /// Follows the name of a table, to choose its index by name; null: the engine chooses well.
  std::string (*useIndex)(std::string_view index);

  /// The integer at a JSON pointer of the JSON text `text`; NULL for other values. Pointers have
  /// neither escapes nor indexes.
  std::string (*jsonInteger)(std::string_view text, std::string_view pointer);

  /// The number of bytes of a text.
  std::string (*octets)(std::string_view text);

  /// The most rows of a list to ask for at once: a connection that does not stream holds them.
  std::int64_t rowsOfBatch;

  /// Whether it is faster to read several rows by one statement.
  bool readsTogether;

  /// Ends the INSERT of a row of client_polls that may be there already: the later poll stays.
  std::string_view keepLaterPoll;

  /// The most bytes of a text in an indexed column; longer ones are shortened (indexedText()).
  std::size_t longestText;

  // Transactions on several nodes meet only in rows that they write. These statements write such a
  // row; empty: not needed. Parameter: an ID.

  /// Before links to the action are added.
  std::string_view touchAction;
  /// Before a client gets the host name.
  std::string_view touchHostname;
};

}  // namespace freezer::sql
