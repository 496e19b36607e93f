#include "tests/clients/uwsgi.h"

namespace freezer::test {

/// The header is necessary because uwsgi closes each HTTP connection without announcing it.
Words uwsgiCommand(const ReservedPort& port, const std::string& program, const Words& more) {
  Words command = {"/usr/bin/uwsgi-core",
                   "--plugin",
                   "python3",
                   "--http-socket",
                   "127.0.0.1:" + std::to_string(port.number()),
                   "--reuse-port",
                   "--wsgi-file",
                   program,
                   "--need-app",
                   "--master",
                   "--enable-threads",
                   "--no-orphans",
                   "--die-on-term",
                   "--buffer-size",
                   "65535",
                   "--add-header",
                   "Connection: close",
                   "--disable-logging"};
  command.insert(command.end(), more.begin(), more.end());
  return command;
}

}  // namespace freezer::test
