#pragma once

#include "server/handlers/call.h"

namespace freezer::server {

// The web console: files for a browser, and no documents.

Response showConsole(const Call& call);        ///< GET /console/; without the slash: a redirect.
Response showConsoleFile(const Call& call);    ///< GET /console/{file}, GET /console/views/{view}
Response showConsoleConfig(const Call& call);  ///< GET /console/config.json

/// Sends a browser to the console.
Response redirectToConsole(const Context& context, const Request& request);

}  // namespace freezer::server
