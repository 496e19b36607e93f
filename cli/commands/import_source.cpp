#include "cli/commands/import_source.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "cli/caller.h"
#include "cli/config/load.h"
#include "cli/config/secret_file.h"
#include "cli/remote/address.h"
#include "cli/remote/source.h"
#include "core/bulk/python/source.h"
#include "core/freezer.h"
#include "core/text.h"

namespace freezer::cli {
namespace {

constexpr std::string_view kTokenVariable = "OS_TOKEN";
constexpr std::string_view kProjectVariable = "OS_PROJECT_ID";
constexpr std::string_view kCaVariable = "OS_CACERT";

Error invalid(std::string message) {
  return {ErrorCode::InvalidRequest, std::move(message)};
}

/// A token can be sent in a header.
Result<std::string> checkedToken(std::string token, const std::string& origin) {
  while (token.ends_with(' ') || token.ends_with('\r')) token.pop_back();
  const bool isUsable = !token.empty() && std::ranges::all_of(token, [](unsigned char byte) {
    return byte > 0x20 && byte < 0x7F;
  });
  if (!isUsable) return invalid(origin + " does not hold a token: it must be one word of ASCII");
  return token;
}

Result<std::string> tokenOf(const SourceArguments& arguments) {
  if (!arguments.tokenFile) {
    auto token = environmentVariable(kTokenVariable);
    if (token) return checkedToken(*std::move(token), std::string(kTokenVariable));
    return invalid("--from needs a token of the service: give it with --token-file or OS_TOKEN");
  }
  const std::string& file = *arguments.tokenFile;
  if (isOpenToOthers(file)) {
    return invalid("other users may read the token in " + file + ": chmod 600 " + file);
  }
  auto token = secretOf(file);
  if (!token) return invalid("cannot read the token from " + file);
  return checkedToken(*std::move(token), file);
}

Result<std::chrono::seconds> timeoutOf(const SourceArguments& arguments) {
  if (!arguments.timeout) return HttpOptions().timeout;
  constexpr std::int64_t kLongest = 3600;
  const auto seconds = parseInteger(*arguments.timeout);
  if (seconds && *seconds >= 1 && *seconds <= kLongest) return std::chrono::seconds(*seconds);
  return invalid("--timeout must be a number of seconds from 1 to " + std::to_string(kLongest));
}

Result<std::unique_ptr<bulk::Source>> openRemote(const Context& context,
                                                 const SourceArguments& arguments, bool strict) {
  const std::string* const option = context.projectOption();
  const std::string project =
      option != nullptr ? *option : environmentVariable(kProjectVariable).value_or("");
  const auto address = remoteAddress(*arguments.from, project);
  if (!address) return address.error();
  auto token = tokenOf(arguments);
  if (!token) return token.error();
  const auto timeout = timeoutOf(arguments);
  if (!timeout) return timeout.error();
  HttpOptions options;
  options.token = std::move(token).value();
  options.caFile =
      arguments.caFile ? *arguments.caFile : environmentVariable(kCaVariable).value_or("");
  options.timeout = timeout.value();
  return remoteSource(address.value(), std::move(options), strict, Freezer::systemClock());
}

Result<std::unique_ptr<bulk::Source>> openDatabase(const Context& context,
                                                   const SourceArguments& arguments, bool strict) {
  if (arguments.tokenFile || arguments.caFile || arguments.timeout) {
    return invalid("--token-file, --ca-file and --timeout need --from with an http or https URL");
  }
  if (context.projectOption() == nullptr) return python::openSource(*arguments.from, {"", strict});
  auto project = projectId(context);
  if (!project) return project.error();
  return python::openSource(*arguments.from, {std::move(project).value(), strict});
}

}  // namespace

void addSourceOptions(const Command& command, SourceArguments& arguments) {
  command.value(
      {"--from",
       "Instead of FILE: database of the Python service, as [database] connection in its "
       "configuration; or the address of a Freezer service, as http://HOST:PORT. --project gives "
       "the project to read from a service, and the project of documents that v1 stored.",
       "URL"},
      arguments.from);
  command.value({"--token-file",
                 "File with a token of the service, which only its owner may read. Default: the "
                 "value of OS_TOKEN.",
                 "FILE"},
                arguments.tokenFile);
  command.value({"--ca-file",
                 "Certificates to trust instead of those of the system. Default: the value of "
                 "OS_CACERT.",
                 "FILE"},
                arguments.caFile);
  command.value(
      {"--timeout", "Longest time for each answer of the service. Default: 60.", "SECONDS"},
      arguments.timeout);
}

Result<std::unique_ptr<bulk::Source>> openSource(const Context& context,
                                                 const SourceArguments& arguments, bool strict) {
  return isRemoteUrl(*arguments.from) ? openRemote(context, arguments, strict)
                                      : openDatabase(context, arguments, strict);
}

}  // namespace freezer::cli
