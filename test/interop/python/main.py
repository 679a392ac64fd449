"""Runs one of the Python clients against the embedded servers; see ../run.sh.

One a process: the two clients of the event store, which define the same messages, cannot be imported together.
"""

import importlib
import sys

from checks import Checks

LIBRARIES = {
    "esdbclient": "event_store",
    "kurrentdbclient": "event_store",
    "pymongo": "document_store",
}

name = sys.argv[1]
checks = Checks()
suite = importlib.import_module(LIBRARIES[name])
suite.check(checks, importlib.import_module(name))
print(f"{checks.passed} passed, {checks.failed} failed")
sys.exit(1 if checks.failed else 0)
