#include "core/store/sql/listing.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/store/sql/failure.h"

namespace freezer::sql {
namespace {

/// What rows to ask for.
struct Range {
  std::optional<Position> after;
  std::int64_t rows = kNoLimit;  ///< How many, at most.
  std::int64_t skipped = 0;      ///< How many to skip before them.
};

/// The rows of one branch in order.
class BranchRows {
 public:
  BranchRows(Connection& connection, const Matches& matches, Matches::Branch branch,
             Columns columns, const Range& range)
      : connection_(connection),
        matches_(matches),
        branch_(branch),
        columns_(columns),
        after_(range.after),
        parts_(matches.parts(after_)),
        batch_(std::min(range.rows, connection.dialect().rowsOfBatch)),
        skipped_(range.skipped) {}

  /// Steps to the next row; false after the last row.
  bool next() {
    while (!parts_.empty()) {
      if (!cursor_) begin();
      if (cursor_->next()) {
        ++read_;
        if (read_ == batch_) last_ = position();
        return true;
      }
      cursor_.reset();
      if (read_ == batch_) {
        after_ = std::move(last_);
        parts_ = matches_.parts(after_);
      } else {
        parts_.erase(parts_.begin());
      }
    }
    return false;
  }

  const Cursor& row() const { return *cursor_; }

  /// Of the current row.
  Position position() const { return positionOf(row(), columns_, matches_.hasSortKey()); }

 private:
  void begin() {
    sql_ = matches_.rows(branch_, parts_.front(), after_, columns_, batch_,
                         std::exchange(skipped_, 0));
    cursor_.emplace(connection_.run(sql_.text, sql_.values));
    read_ = 0;
  }

  Connection& connection_;
  const Matches& matches_;
  const Matches::Branch branch_;
  const Columns columns_;
  std::optional<Position> after_;
  std::vector<Matches::Part> parts_;  ///< Those that are not read yet; the first one may be partly.
  const std::int64_t batch_;          ///< Number of rows to ask for at once.
  std::int64_t skipped_;
  std::int64_t read_ = 0;  ///< Rows of the cursor.
  std::optional<Position> last_;
  Sql sql_;  // The cursor refers to its values.
  std::optional<Cursor> cursor_;
};

/// The rows of all branches in order.
class MergedRows {
 public:
  MergedRows(Connection& connection, const Matches& matches, Columns columns, const Range& range)
      : isDescending_(matches.isDescending()) {
    const std::vector<Matches::Branch> branches = matches.branches();
    branches_.reserve(branches.size());  // Cursors refer to members.
    for (const Matches::Branch& branch : branches) {
      branches_.emplace_back(connection, matches, branch, columns, range);
    }
  }

  /// Steps to the next row; false after the last row.
  bool next() {
    if (branches_.size() == 1) {
      current_ = &branches_.front();
      return current_->next();
    }
    if (heads_.empty()) heads_.resize(branches_.size(), Head{.isRead = true});
    current_ = nullptr;
    Head* first = nullptr;
    for (std::size_t i = 0; i < branches_.size(); ++i) {
      Head& head = heads_[i];
      if (head.isRead && !head.hasEnded) advance(head, branches_[i]);
      if (head.hasEnded || (first != nullptr && !isBefore(head.at, first->at))) continue;
      first = &head;
      current_ = &branches_[i];
    }
    if (first != nullptr) first->isRead = true;
    return current_ != nullptr;
  }

  const Cursor& row() const { return current_->row(); }

 private:
  /// The next row of a branch.
  struct Head {
    Position at = {};
    bool isRead = false;  ///< It was the current row already.
    bool hasEnded = false;
  };

  static void advance(Head& head, BranchRows& branch) {
    head.hasEnded = !branch.next();
    head.isRead = false;
    if (!head.hasEnded) head.at = branch.position();
  }

  bool isBefore(const Position& left, const Position& right) const {
    const auto isLess = [](const Position& a, const Position& b) {
      return a.sortKey < b.sortKey || (a.sortKey == b.sortKey && a.seq < b.seq);
    };
    return isDescending_ ? isLess(right, left) : isLess(left, right);
  }

  const bool isDescending_;
  std::vector<BranchRows> branches_;
  std::vector<Head> heads_;
  BranchRows* current_ = nullptr;
};

/// The rows of a list that the engine sorts. Only their places in the creation order are in memory,
/// and not all at once; each further piece sorts again.
class SortedRows {
 public:
  SortedRows(Connection& connection, const Matches& matches, Columns columns, std::int64_t rows)
      : connection_(connection),
        matches_(matches),
        columns_(columns),
        piece_(std::min<std::int64_t>(rows, kPiece)) {}

  /// Steps to the next row; false after the last row.
  bool next() {
    while (!cursor_ || !cursor_->next()) {
      cursor_.reset();
      if (used_ == seqs_.size() && !readSeqs()) return false;
      const auto some =
          std::span(seqs_).subspan(used_, std::min(kRowsAtOnce, seqs_.size() - used_));
      used_ += some.size();
      sql_ = matches_.sortedRows(some, columns_);
      cursor_.emplace(connection_.run(sql_.text, sql_.values));
    }
    return true;
  }

  const Cursor& row() const { return *cursor_; }

 private:
  static constexpr std::int64_t kPiece = 65536;

  /// Reads the places of the next piece; false if there are none.
  bool readSeqs() {
    if (isLast_) return false;
    const Sql sql = matches_.sortedSeqs(piece_, offset_);
    seqs_ = connection_.integers(sql.text, sql.values);
    used_ = 0;
    offset_ += piece_;
    isLast_ = static_cast<std::int64_t>(seqs_.size()) < piece_;
    return !seqs_.empty();
  }

  Connection& connection_;
  const Matches& matches_;
  const Columns columns_;
  const std::int64_t piece_;  ///< How many places to read at once.
  std::vector<std::int64_t> seqs_;
  std::size_t used_ = 0;  ///< Of seqs_.
  std::int64_t offset_ = 0;
  bool isLast_ = false;
  Sql sql_;  // The cursor refers to its values.
  std::optional<Cursor> cursor_;
};

/// One list.
class Listing {
 public:
  Listing(Connection& connection, const Resource& resource, const Scope& scope, const Query& query,
          Columns columns)
      : connection_(connection),
        resource_(resource),
        query_(query),
        columns_(columns),
        matches_(connection.dialect(), resource, scope, query),
        watch_(connection, query.proceed) {}

  Result<PageEnd> visit(const VisitRow& visit) try {
    if (!watch_.ask()) return watch_.error();
    Range range;
    if (!query_.marker.empty()) {
      if (matches_.isSorted())
        return Error{ErrorCode::InvalidRequest, "a marker needs one sort key with an index"};
      auto found = findMarker();
      if (!found) return found.error();
      range.after = std::move(found).value();
    }
    Result<PageEnd> end = visitPage(std::move(range), visit);
    if (end && query_.withCount) end.value().count = count();
    return end;
  } catch (const Failure& failure) {
    if (failure.kind() != Failure::Kind::Interrupted) throw;
    return watch_.error();
  }

 private:
  Result<Position> findMarker() {
    const Sql sql = matches_.marker();
    Cursor rows = connection_.run(sql.text, sql.values);
    if (rows.next()) return positionOf(rows, Columns::IdAndText, matches_.hasSortKey());
    return Error{ErrorCode::InvalidRequest,
                 "marker must be the id of a " + std::string(resource_.name) + " of the list"};
  }

  Result<PageEnd> visitPage(Range range, const VisitRow& visit) {
    std::int64_t toSkip = query_.offset;
    if (matches_.undecided().isEmpty()) {
      const bool isOneQuery =
          !matches_.isSorted() && matches_.branches().size() == 1 && !range.after;
      if (isOneQuery) range.skipped = std::exchange(toSkip, 0);
      const std::int64_t most = kNoLimit - toSkip - 1;
      range.rows = query_.limit < most ? query_.limit + toSkip + 1 : kNoLimit;
    }
    if (matches_.isSorted()) {
      SortedRows rows(connection_, matches_, columns_, range.rows);
      return visitRows(rows, toSkip, visit);
    }
    MergedRows rows(connection_, matches_, columns_, range);
    return visitRows(rows, toSkip, visit);
  }

  template <typename Rows>
  Result<PageEnd> visitRows(Rows& rows, std::int64_t toSkip, const VisitRow& visit) {
    PageEnd end;
    end.isScan = !matches_.undecided().isEmpty();
    std::int64_t visited = 0;
    std::size_t bytes = 0;
    while (rows.next()) {
      const std::string_view text = rows.row().text(placeOfText(columns_));
      if (!isMatch(text)) continue;
      if (toSkip > 0) {
        --toSkip;
        continue;
      }
      end.more = visited == query_.limit || (query_.hasRoom && !query_.hasRoom(bytes));
      if (end.more) break;
      bytes += text.size();
      ++visited;
      if (const auto taken = visit(rows.row()); !taken) return taken.error();
    }
    return end;
  }

  std::int64_t count() {
    std::int64_t found = 0;
    if (matches_.undecided().isEmpty()) {
      for (const Matches::Branch& branch : matches_.branches()) {
        const Sql sql = matches_.count(branch);
        found += connection_.integers(sql.text, sql.values).at(0);
      }
    } else {
      MergedRows rows(connection_, matches_, Columns::IdAndText, {});
      while (rows.next())
        found += isMatch(rows.row().text(placeOfText(Columns::IdAndText))) ? 1 : 0;
    }
    return found;
  }

  /// Whether the text of a row matches what columns cannot decide.
  bool isMatch(std::string_view text) {
    constexpr std::size_t kLong = 4096;  // A walk over its text takes long.
    constexpr std::size_t kMostBetweenQuestions = 4 * kLong;
    unasked_ += text.size();
    if (text.size() >= kLong || unasked_ >= kMostBetweenQuestions) {
      unasked_ = 0;
      if (!watch_.ask()) throw Failure(Failure::Kind::Interrupted, "ended by its watch");
    }
    return matches_.undecided().isEmpty() || matches_.undecided().matches(text);
  }

  Connection& connection_;
  const Resource& resource_;
  const Query& query_;
  const Columns columns_;
  const Matches matches_;
  Connection::Watch watch_;
  std::size_t unasked_ = 0;  ///< Bytes of texts since the last question.
};

}  // namespace

Result<PageEnd> listRows(Connection& connection, const Resource& resource, const Scope& scope,
                         const Query& query, Columns columns, const VisitRow& visit) {
  return Listing(connection, resource, scope, query, columns).visit(visit);
}

}  // namespace freezer::sql
