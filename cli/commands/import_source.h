#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/context.h"
#include "core/bulk/source.h"
#include "core/result.h"

namespace freezer::cli {

/// The options of an import from another service.
struct SourceArguments {
  std::optional<std::string> from;
  std::optional<std::string> tokenFile;
  std::optional<std::string> caFile;
  std::optional<std::string> timeout;
};

void addSourceOptions(const Command& command, SourceArguments& arguments);

/// Opens the database, or the service, that --from names. With `strict`, refuses documents that
/// this service would not accept from a client.
Result<std::unique_ptr<bulk::Source>> openSource(const Context& context,
                                                 const SourceArguments& arguments, bool strict);

}  // namespace freezer::cli
