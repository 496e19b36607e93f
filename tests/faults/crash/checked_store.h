#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/faults/written.h"
#include "tests/support/program.h"

namespace freezer::test {

/// The import of a file of new documents.
struct Import {
  std::filesystem::path file = {};
  std::vector<std::string> lines = {};  ///< Of the file.
  bool hasSucceeded = false;
};

/// A store whose content is known, as the lines of `export`.
///
/// A document that was compared once changes no more. So its line is all that a later comparison
/// must know, and a document that changed without a request is seen.
class CheckedStore : public ProgramTest {
 protected:
  using Lines = std::vector<std::string>;  ///< Sorted.

  /// Begins with a new store of some sample documents, and no copy.
  void startAnew();

  /// Expects that `db check` finds nothing, and returns the content.
  Lines contentOf(const std::filesystem::path& file) const;

  const Lines& content() const { return content_; }

  /// The number of documents that were compared.
  std::size_t compared() const { return compared_; }

  /// Expects the known content, each of these documents in a state that it can have, as much of
  /// the import as it must have, and no other backup. All this is known content afterwards.
  /// `serveFirst` decides whether serve or a command opens the store first.
  void expectNothingLost(const std::vector<Written>& documents, const Import& import,
                         bool serveFirst);

  /// Expects the known content, or this one, which is known afterwards.
  void expectContent(const Lines& other);

  /// Writes the file of an import: sample documents, which are new for each number from 1.
  Import makeImport(int number, int backups) const;

  /// Copies the folder of the test, which is removed in the end, and prints where to.
  void keepStore() const;

  const std::filesystem::path store_ = folder_.path() / "store.sqlite";
  const std::filesystem::path copy_ = folder_.path() / "copy.sqlite";
  const std::filesystem::path part_ = folder_.path() / "copy.sqlite.part";

 private:
  void expectDocuments(const std::vector<Written>& documents) const;

  Lines content_;
  std::size_t compared_ = 0;
};

/// Whether all of `part` is in `all`; both are sorted.
bool includes(const std::vector<std::string>& all, const std::vector<std::string>& part);

}  // namespace freezer::test
