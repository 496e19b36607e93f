#include "core/bulk/python/source.h"

#include <optional>
#include <utility>
#include <vector>

#include "core/bulk/python/reader.h"
#include "core/bulk/python/schema.h"
#include "core/bulk/python/tables.h"
#include "core/store/foreign.h"

namespace freezer::python {
namespace {

class DatabaseSource : public bulk::Source {
 public:
  DatabaseSource(std::unique_ptr<ForeignDatabase> database, Schema schema, SourceOptions options)
      : database_(std::move(database)),
        schema_(std::move(schema)),
        options_(std::move(options)),
        reader_(std::in_place, *database_, schema_, options_) {}

  Result<std::vector<bulk::SourceCount>> count() override {
    std::vector<bulk::SourceCount> counts;
    for (const Table& table : tables()) {
      const auto rows = countRows(*database_, table);
      if (!rows) return rows.error();
      counts.push_back({&resourceOf(table.kind), rows.value().live, rows.value().deleted});
    }
    return counts;
  }

  void noteOthers(const bulk::Note& note) override {
    for (const std::string& table : schema_.otherTables()) {
      // The Python service never shows its reports.
      const bool isReports = table == "action_reports";
      note(table, isReports ? "this table, which the API never shows, is left out"
                            : "this table is not known, and is left out");
    }
  }

  void restart() override { reader_.emplace(*database_, schema_, options_); }

  Result<std::optional<bulk::Item>> next() override { return reader_->next(); }

 private:
  const std::unique_ptr<ForeignDatabase> database_;
  const Schema schema_;
  const SourceOptions options_;
  std::optional<Reader> reader_;
};

}  // namespace

Result<std::unique_ptr<bulk::Source>> openSource(const std::string& url, SourceOptions options) {
  auto database = openForeign(url);
  if (!database) return database.error();
  auto schema = readSchema(*database.value());
  if (!schema) return schema.error();
  return std::unique_ptr<bulk::Source>(std::make_unique<DatabaseSource>(
      std::move(database).value(), std::move(schema).value(), std::move(options)));
}

}  // namespace freezer::python
