#pragma once

#include <span>
#include <string_view>

#include "tests/bench/measure.h"

namespace freezer::bench {

/// A measurement and its bar.
struct Row {
  enum class Bound { AtLeast, AtMost };

  std::string_view name;  ///< The name for --only and the plot.
  std::string_view what;
  Bound bound;
  double bar;
  std::string_view unit;  ///< The unit of the bar and the values; "x": multiples of the peer.
  std::string_view peer;  ///< The description of the peer.
  Outcome (*measure)(const Options& options);

  /// Whether this row needs a running Python service.
  bool needsPython = false;

  bool holds(double value) const { return bound == Bound::AtLeast ? value >= bar : value <= bar; }

  /// The value in multiples of its bar; below 1 the row misses its bar.
  double margin(double value) const { return bound == Bound::AtLeast ? value / bar : bar / value; }
};

/// All rows in the order of measurement and output.
std::span<const Row> rows();

// The functions that measure the rows.
Outcome getOneAgainstPoco(const Options& options);
Outcome listAgainstPoco(const Options& options);
Outcome pollAgainstPoco(const Options& options);
Outcome cachedTokenAgainstNoauth(const Options& options);
Outcome postsOfManyAgainstSqlite(const Options& options);
Outcome postsOfOneAgainstSqlite(const Options& options);
Outcome patchesAgainstSqlite(const Options& options);
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
Outcome getOneOnMariadbAgainstPython(const Options& options);
Outcome listOnMariadbAgainstPython(const Options& options);
Outcome postOnMariadbAgainstPython(const Options& options);
Outcome patchJobOnMariadbAgainstPython(const Options& options);
Outcome importFromPython(const Options& options);
Outcome importFromPythonIntoMariadb(const Options& options);
Outcome memoryOfImportFromPython(const Options& options);
Outcome postsOnMariadb(const Options& options);
Outcome twoNodesOnMariadb(const Options& options);
Outcome searchInManyOnMariadb(const Options& options);
Outcome pageOfManyOnMariadb(const Options& options);
Outcome getOneOfManyOnMariadb(const Options& options);

}  // namespace freezer::bench
