"""What the two Python clients of EventStoreDB's protocol expect of the server."""

import os
from types import ModuleType

import event_store_connections
import event_store_streams
import event_store_subscriptions

from checks import Checks
from event_store_library import Library


def check(checks: Checks, module: ModuleType) -> None:
    lib = Library(module)
    with lib.client(os.environ["EVENT_STORE_URL"]) as client:
        for suite in (event_store_streams, event_store_subscriptions):
            checks.run_all(lib.name, suite.CHECKS, client, lib)
        checks.run_all(lib.name, event_store_connections.CHECKS, client, lib)
