"""Runs commands of Debian's `freezer`, each in a process forked from this one.

Started anew, each command would take a second of processor time to load its modules. Reads one JSON
object per line: "arguments", "environment", and the files for "out" and "err". Answers each with a
line that has the exit status, once the command has ended.
"""

import gc
import json
import os
import sys

import cliff.command
import cliff.formatters.table
import cliff.interactive
import freezerclient.shell
import freezerclient.v1.client
import freezerclient.v2.client


def load_what_every_command_loads():
    freezerclient.shell.FreezerShell()
    cliff.command._get_distributions_by_modules()
    gc.freeze()  # A collection would copy the pages that the processes share.


def redirect(stream, path, flags):
    os.dup2(os.open(path, flags, 0o600), stream.fileno())


def run(arguments, environment, out, err):
    os.environ.clear()
    os.environ.update(environment)
    redirect(sys.stdin, os.devnull, os.O_RDONLY)
    redirect(sys.stdout, out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    redirect(sys.stderr, err, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    sys.exit(freezerclient.shell.main(arguments))


load_what_every_command_loads()
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        run(**json.loads(line))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
