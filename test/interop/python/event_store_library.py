"""The names that the two clients of EventStoreDB's protocol share, and streams to try them on."""

import json
from types import ModuleType
from typing import Any, Iterator
from uuid import uuid4

# How long a check waits for what must come, in seconds.
TIMEOUT = 10.0


class Library:
    """One of the two packages; their classes differ in name only."""

    def __init__(self, module: ModuleType) -> None:
        self.name = module.__name__
        prefix = "KurrentDB" if "kurrent" in self.name else "EventStoreDB"
        self.client: Any = getattr(module, f"{prefix}Client")
        self.async_client: Any = getattr(module, f"Async{prefix}Client")
        self.event: Any = module.NewEvent
        self.state: Any = module.StreamState
        self.tells_where_caught_up = "kurrent" in self.name
        self._exceptions = module.exceptions

    def error(self, name: str) -> type[BaseException]:
        exceptions = self._exceptions
        return getattr(exceptions, f"{name}Error", None) or getattr(exceptions, name)

    def events(self, letters: str) -> list[Any]:
        """Events with the types that the letters say."""
        return [
            self.event(type=letter, data=json.dumps({"index": index}).encode())
            for index, letter in enumerate(letters)
        ]


def new_stream(kind: str = "stream") -> str:
    return f"{kind}-{uuid4()}"


def types(events: Iterator[Any]) -> str:
    return "".join(event.type for event in events)


def filled(client: Any, lib: Library, letters: str, kind: str = "stream") -> str:
    stream = new_stream(kind)
    client.append_to_stream(
        stream, current_version=lib.state.NO_STREAM, events=lib.events(letters)
    )
    return stream
