#pragma once

#include <string>

#include "tests/support/process.h"
#include "tests/support/reserved_port.h"

namespace freezer::test {

/// The command that serves a WSGI program of a Debian package at this port, with `more` options of
/// uwsgi. By default, it has one worker.
Words uwsgiCommand(const ReservedPort& port, const std::string& program, const Words& more = {});

}  // namespace freezer::test
