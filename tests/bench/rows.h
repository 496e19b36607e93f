#pragma once

#include <span>
#include <string_view>

#include "tests/bench/measure.h"

namespace freezer::bench {

/// One thing that is measured, and what it must reach.
struct Row {
  enum class Bound { AtLeast, AtMost };

  std::string_view name;  ///< For --only and the plot.
  std::string_view what;
  Bound bound;
  double bar;
  std::string_view unit;  ///< Of the bar and the values: "x" is times the peer.
  std::string_view peer;  ///< What it is measured against.
  Outcome (*measure)(const Options& options);

  /// Whether this row can be measured only where the Python service runs.
  bool needsPython = false;

  bool holds(double value) const { return bound == Bound::AtLeast ? value >= bar : value <= bar; }

  /// How far above its bar a value is, as a factor; below 1 it does not hold.
  double margin(double value) const { return bound == Bound::AtLeast ? value / bar : bar / value; }
};

/// All of them, in the order in which they are measured and shown.
std::span<const Row> rows();

// What they measure.
Outcome getOneAgainstPoco(const Options& options);
Outcome listAgainstPoco(const Options& options);
Outcome pollAgainstPoco(const Options& options);
Outcome cachedTokenAgainstNoauth(const Options& options);
Outcome postsOfManyAgainstSqlite(const Options& options);
Outcome postsOfOneAgainstSqlite(const Options& options);
Outcome getOneAgainstPython(const Options& options);
Outcome patchJobAgainstPython(const Options& options);
Outcome sessionsAgainstPython(const Options& options);
Outcome searchInManyDocuments(const Options& options);
Outcome pageOfManyDocuments(const Options& options);
Outcome getOneOfManyDocuments(const Options& options);
Outcome scanOfManyDocuments(const Options& options);
Outcome memoryAfterManyRequests(const Options& options);
Outcome startToFirstAnswer(const Options& options);
Outcome manySchedulers(const Options& options);
Outcome showAgainstSqliteShell(const Options& options);
Outcome listAgainstSqliteShell(const Options& options);
Outcome importAgainstSqliteShell(const Options& options);
Outcome memoryOfImport(const Options& options);
Outcome memoryOfExport(const Options& options);

}  // namespace freezer::bench
