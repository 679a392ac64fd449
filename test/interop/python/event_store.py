"""What the two Python clients of EventStoreDB's protocol expect of the server."""

import asyncio
import json
import os
from types import ModuleType
from typing import Any, Iterator
from uuid import uuid4

from checks import Checks, refused, same

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


# --- appends


def appends_one_event_in_all_revision_modes(client: Any, lib: Library) -> None:
    stream = new_stream()
    modes = [lib.state.NO_STREAM, 0, lib.state.ANY, lib.state.EXISTS, 3]
    positions = [
        client.append_event(stream, current_version=mode, event=event)
        for mode, event in zip(modes, lib.events("abcde"))
    ]
    read = client.get_stream(stream)
    same(types(read), "abcde")
    same([event.commit_position for event in read], positions)
    same(positions, sorted(set(positions)))


def appends_several_events_in_all_revision_modes(client: Any, lib: Library) -> None:
    stream = new_stream()
    modes = [lib.state.NO_STREAM, 1, lib.state.ANY, lib.state.EXISTS]
    for mode, letters in zip(modes, ["ab", "cd", "ef", "gh"]):
        position = client.append_to_stream(
            stream, current_version=mode, events=lib.events(letters)
        )
        last = client.get_stream(stream, backwards=True, limit=1)[0]
        same(last.commit_position, position)
    same(types(client.get_stream(stream)), "abcdefgh")
    same(client.get_current_version(stream), 7)


def refuses_wrong_versions(client: Any, lib: Library) -> None:
    stream, missing = filled(client, lib, "ab"), new_stream()
    wrong = lib.error("WrongCurrentVersion")
    for several in (False, True):
        for version in (lib.state.NO_STREAM, 0, 2, 99):
            with refused(wrong, "last event is 1"):
                append(client, lib, stream, version, several)
        for version in (lib.state.EXISTS, 0, 5):
            with refused(wrong, "does not exist"):
                append(client, lib, missing, version, several)
    same(types(client.get_stream(stream)), "ab")


def append(client: Any, lib: Library, stream: str, version: Any, several: bool) -> None:
    if several:
        client.append_to_stream(
            stream, current_version=version, events=lib.events("xy")
        )
    else:
        client.append_event(stream, current_version=version, event=lib.events("x")[0])


def repeats_are_idempotent(client: Any, lib: Library) -> None:
    stream = new_stream()
    events = lib.events("abc")

    def write(version: Any, events: list[Any]) -> int:
        return client.append_to_stream(stream, current_version=version, events=events)

    first = write(lib.state.NO_STREAM, events)
    for version in (lib.state.NO_STREAM, lib.state.ANY):
        same(write(version, events), first)
    second = write(2, lib.events("d"))
    same(write(lib.state.NO_STREAM, events), first)
    same(write(lib.state.ANY, events), first)
    assert second > first
    with refused(lib.error("WrongCurrentVersion")):
        write(lib.state.NO_STREAM, [events[0], *lib.events("x")])
    same(types(client.get_stream(stream)), "abcd")


def keeps_what_an_event_holds(client: Any, lib: Library) -> None:
    stream = f"größe-流-{uuid4()}"
    data = bytes(range(256))
    given = lib.event(
        type="Geöffnet",
        data=data,
        metadata=b'{"by": "me"}',
        content_type="application/octet-stream",
    )
    client.append_event(stream, current_version=lib.state.NO_STREAM, event=given)
    (read,) = client.get_stream(stream)
    same(
        (read.id, read.type, read.data, read.metadata, read.content_type),
        (given.id, "Geöffnet", data, given.metadata, "application/octet-stream"),
    )
    same((read.stream_name, read.stream_position), (stream, 0))
    same(read.commit_position, read.prepare_position)


def takes_large_events_up_to_the_limit(client: Any, lib: Library) -> None:
    stream = new_stream()
    large = lib.event(type="large", data=b"x" * (1024 * 1024 - 100))
    client.append_event(stream, current_version=lib.state.NO_STREAM, event=large)
    same(client.get_stream(stream)[0].data, large.data)
    too_large = [lib.event(type="large", data=b"x" * (600 * 1024)) for _ in range(2)]
    with refused(lib.error("MaximumAppendSizeExceeded"), "1048576"):
        client.append_to_stream(stream, current_version=0, events=too_large)
    same(client.get_current_version(stream), 0)


# --- reads


def reads_a_stream_in_both_directions(client: Any, lib: Library) -> None:
    stream = filled(client, lib, "abcde")

    def read(**options: Any) -> str:
        return types(client.get_stream(stream, **options))

    same(read(), "abcde")
    same(read(backwards=True), "edcba")
    same(read(limit=2), "ab")
    same(read(stream_position=2), "cde")
    same(read(stream_position=2, limit=2), "cd")
    same(read(stream_position=2, backwards=True), "cba")
    same(read(stream_position=9), "")
    same(read(stream_position=9, backwards=True), "edcba")


def reads_long_streams(client: Any, lib: Library) -> None:
    stream = filled(client, lib, "a" * 1500)
    read = client.get_stream(stream)
    same([event.stream_position for event in read], list(range(1500)))


def misses_streams_that_are_not_there(client: Any, lib: Library) -> None:
    stream = new_stream()
    with refused(lib.error("NotFound"), stream):
        client.get_stream(stream)
    same(client.get_current_version(stream), lib.state.NO_STREAM)


def reads_all_without_a_filter(client: Any, lib: Library) -> None:
    stream = filled(client, lib, "abc")
    events = tuple(client.read_all(filter_exclude=()))
    same(events[0].type[:1], "$")
    same(types(event for event in events if event.stream_name == stream), "abc")
    positions = [event.commit_position for event in events]
    same(positions, sorted(set(positions)))
    backwards = tuple(client.read_all(filter_exclude=(), backwards=True))
    same([event.id for event in backwards], [event.id for event in reversed(events)])


def reads_all_from_a_position(client: Any, lib: Library) -> None:
    stream = filled(client, lib, "abc")
    middle = client.get_stream(stream)[1].commit_position

    def read(**options: Any) -> str:
        return types(client.read_all(filter_exclude=(), limit=2, **options))

    same(read(commit_position=middle), "bc")
    same(read(commit_position=middle, backwards=True)[:1], "a")
    same(read(backwards=True), "cb")


def reads_all_with_filters_of_the_server(client: Any, lib: Library) -> None:
    mark = uuid4().hex
    stream = new_stream(mark)
    events = lib.events("abca")
    client.append_to_stream(stream, current_version=lib.state.ANY, events=events)
    named = {"filter_include": (f"{mark}-.*",), "filter_by_stream_name": True}
    same(types(client.read_all(**named)), "abca")
    same(types(client.read_all(**named, limit=3)), "abc")
    same(types(client.read_all(**named, backwards=True)), "acba")
    position = client.get_stream(stream)[0].commit_position
    same(types(client.read_all(filter_include=("a",), commit_position=position)), "aa")
    without = client.read_all(filter_exclude=("a", r"\$.*"), commit_position=position)
    same(types(without), "bc")
    assert not any(event.type.startswith("$") for event in client.read_all())
    same(client.get_commit_position(), client.get_stream(stream)[3].commit_position)


# --- deleting


def deletes_and_recreates(client: Any, lib: Library) -> None:
    state = lib.state
    for version in (2, state.ANY, state.EXISTS):
        stream = filled(client, lib, "abc")
        client.delete_stream(stream, current_version=version)
        with refused(lib.error("NotFound")):
            client.get_stream(stream)
        for event in lib.events("d"):
            client.append_event(stream, current_version=state.NO_STREAM, event=event)
        (event,) = client.get_stream(stream)
        same((event.type, event.stream_position), ("d", 3))


def refuses_deletes_at_the_wrong_version(client: Any, lib: Library) -> None:
    stream = filled(client, lib, "abc")
    for remove in (client.delete_stream, client.tombstone_stream):
        for version in (0, 9, lib.state.NO_STREAM):
            with refused(lib.error("WrongCurrentVersion"), "Actual version: 2"):
                remove(stream, current_version=version)
        with refused(lib.error("NotFound")):
            remove(new_stream(), current_version=lib.state.EXISTS)
    client.delete_stream(stream, current_version=2)
    with refused(lib.error("StreamIsDeleted")):
        client.delete_stream(stream, current_version=lib.state.EXISTS)


def tombstones_end_a_stream(client: Any, lib: Library) -> None:
    deleted, state = lib.error("StreamIsDeleted"), lib.state
    stream = filled(client, lib, "a")
    client.tombstone_stream(stream, current_version=0)
    with refused(deleted):
        client.get_stream(stream)
    with refused(deleted):
        client.append_to_stream(
            stream, current_version=state.ANY, events=lib.events("b")
        )
    with refused(deleted):
        client.get_stream_metadata(stream)
    for remove in (client.delete_stream, client.tombstone_stream):
        with refused(deleted):
            remove(stream, current_version=state.ANY)
    with refused(deleted):
        list(client.subscribe_to_stream(stream, timeout=TIMEOUT))
    never = new_stream()
    client.tombstone_stream(never, current_version=state.NO_STREAM)
    with refused(deleted):
        client.get_stream(never)


# --- metadata and links


def keeps_stream_metadata(client: Any, lib: Library) -> None:
    stream = new_stream()
    same(client.get_stream_metadata(stream), ({}, lib.state.NO_STREAM))
    metadata = {"$maxCount": 2, "own": "thing"}
    client.set_stream_metadata(
        stream, metadata=metadata, current_version=lib.state.NO_STREAM
    )
    same(client.get_stream_metadata(stream), (metadata, 0))
    client.append_to_stream(
        stream, current_version=lib.state.ANY, events=lib.events("abc")
    )
    same(types(client.get_stream(stream)), "bc")
    with refused(lib.error("WrongCurrentVersion")):
        client.set_stream_metadata(stream, metadata={}, current_version=5)
    client.set_stream_metadata(stream, metadata={"$tb": 2}, current_version=0)
    same(types(client.get_stream(stream)), "c")


def resolves_links(client: Any, lib: Library) -> None:
    target, links = filled(client, lib, "abc"), new_stream("links")
    client.append_to_stream(
        links,
        current_version=lib.state.NO_STREAM,
        events=[
            lib.event(
                type="$>",
                data=f"{revision}@{target}".encode(),
                content_type="application/octet-stream",
            )
            for revision in (2, 0)
        ],
    )
    same(types(client.get_stream(links)), "$>$>")
    resolved = client.get_stream(links, resolve_links=True)
    same(types(resolved), "ca")
    same([event.link.stream_position for event in resolved], [0, 1])
    same([event.link.stream_name for event in resolved], [links, links])
    with client.subscribe_to_stream(
        links, resolve_links=True, timeout=TIMEOUT
    ) as subscription:
        same(types(next(subscription) for _ in range(2)), "ca")


# --- subscriptions


def follows_a_stream(client: Any, lib: Library) -> None:
    stream = filled(client, lib, "abc")
    with client.subscribe_to_stream(
        stream, stream_position=0, include_caught_up=True, timeout=TIMEOUT
    ) as subscription:
        same(types(next(subscription) for _ in range(2)), "bc")
        caught_up = next(subscription)
        assert caught_up.is_caught_up
        if lib.tells_where_caught_up:
            same(caught_up.stream_position, 2)
            assert caught_up.recorded_at is not None
        client.append_to_stream(stream, current_version=2, events=lib.events("de"))
        same(types(next(subscription) for _ in range(2)), "de")


def follows_a_stream_that_is_not_there_yet(client: Any, lib: Library) -> None:
    stream = new_stream()
    with client.subscribe_to_stream(stream, timeout=TIMEOUT) as subscription:
        client.append_to_stream(
            stream, current_version=lib.state.NO_STREAM, events=lib.events("ab")
        )
        same(types(next(subscription) for _ in range(2)), "ab")


def follows_from_the_end(client: Any, lib: Library) -> None:
    stream = filled(client, lib, "abc")
    with client.subscribe_to_stream(
        stream, from_end=True, timeout=TIMEOUT
    ) as one, client.subscribe_to_all(from_end=True, timeout=TIMEOUT) as all_streams:
        client.append_to_stream(stream, current_version=2, events=lib.events("d"))
        same(next(one).type, "d")
        same(next(all_streams).type, "d")


def follows_all_and_resumes_from_checkpoints(client: Any, lib: Library) -> None:
    start = client.get_commit_position(filter_exclude=())
    mark = uuid4().hex
    others = filled(client, lib, "x" * 100)
    wanted = filled(client, lib, "ab", kind=mark)
    options: dict[str, Any] = {
        "filter_include": (f"{mark}-.*",),
        "filter_by_stream_name": True,
        "include_checkpoints": True,
        "include_caught_up": True,
        "window_size": 10,
        "checkpoint_interval_multiplier": 2,
        "timeout": TIMEOUT,
    }
    seen: list[Any] = []
    with client.subscribe_to_all(commit_position=start, **options) as subscription:
        while not seen or not seen[-1].is_caught_up:
            seen.append(next(subscription))
    checkpoints = [event.commit_position for event in seen if event.is_checkpoint]
    same(types(event for event in seen if event.type), "ab")
    assert len(checkpoints) >= 5, checkpoints
    same(checkpoints, sorted(set(checkpoints)))
    last = client.get_stream(wanted)[-1].commit_position
    same(checkpoints[-1], last)
    if lib.tells_where_caught_up:
        same(seen[-1].commit_position, last)
    client.append_to_stream(others, current_version=99, events=lib.events("y"))
    client.append_to_stream(wanted, current_version=1, events=lib.events("c"))
    with client.subscribe_to_all(
        commit_position=checkpoints[-1], **options
    ) as subscription:
        same(next(subscription).type, "c")


def follows_all_without_a_filter(client: Any, lib: Library) -> None:
    start = client.get_commit_position(filter_exclude=())
    stream = filled(client, lib, "a")
    client.set_stream_metadata(stream, metadata={"own": 1})
    with client.subscribe_to_all(
        commit_position=start, filter_exclude=(), timeout=TIMEOUT
    ) as subscription:
        same(types(next(subscription) for _ in range(2)), "a$metadata")


def ends_calls_at_their_deadline(client: Any, lib: Library) -> None:
    with refused(lib.error("GrpcDeadlineExceeded")):
        list(client.subscribe_to_stream(new_stream(), timeout=0.2))


# --- what is out of scope


def refuses_what_it_does_not_have(client: Any, lib: Library) -> None:
    words = ("UNIMPLEMENTED", "does not implement the method")
    error = lib.error("Grpc")
    with refused(error, *words):
        client.create_subscription_to_stream("group", "stream")
    with refused(error, *words):
        client.create_subscription_to_all("group")
    with refused(error, *words):
        client.list_subscriptions()
    with refused(error, *words):
        client.read_subscription_to_stream("group", "stream")
    with refused(error, *words):
        client.create_projection(name="p", query="fromAll()")


def works_with_asyncio(client: Any, lib: Library) -> None:
    async def work() -> None:
        other = lib.async_client(os.environ["EVENT_STORE_URL"])
        await other.connect()
        stream = new_stream()
        await other.append_to_stream(
            stream, current_version=lib.state.NO_STREAM, events=lib.events("abc")
        )
        same(types(await other.get_stream(stream)), "abc")
        async with await other.subscribe_to_stream(
            stream, timeout=TIMEOUT
        ) as following:
            seen = [(await anext(following)).type for _ in range(3)]
        same(seen, ["a", "b", "c"])
        with refused(lib.error("WrongCurrentVersion")):
            await other.append_to_stream(
                stream, current_version=9, events=lib.events("x")
            )
        await other.close()

    asyncio.run(work())


# --- connecting


def connects_in_all_forms(lib: Library) -> None:
    host = os.environ["EVENT_STORE_URL"].split("//")[1].split("?")[0]
    for url in (
        f"esdb://{host}?tls=false",
        f"esdb://{host},{host}?tls=false&nodePreference=leader",
        f"esdb+discover://{host}?tls=false&nodePreference=leader",
        f"esdb+discover://{host}?tls=false&nodePreference=random",
    ):
        with lib.client(url) as client:
            filled(client, lib, "a")
            (member,) = client.read_gossip()
            same(f"{member.address}:{member.port}", host)
            same(member.state, "NODE_STATE_LEADER")


def secured(name: str, password: str) -> str:
    host = os.environ["EVENT_STORE_TLS_URL"].split("//")[1].split("?")[0]
    return f"esdb://{name}:{password}@{host}?tls=true"


def connects_with_tls_and_a_password(lib: Library) -> None:
    roots = open(os.environ["EVENT_STORE_CA"]).read()
    name, password = os.environ["EVENT_STORE_USER"], os.environ["EVENT_STORE_PASSWORD"]
    with lib.client(secured(name, password), root_certificates=roots) as client:
        stream = filled(client, lib, "ab")
        same(types(client.get_stream(stream)), "ab")
        assert any(client.read_all(filter_exclude=()))
        credentials = client.construct_call_credentials(name, "wrong")
        with refused(lib.error("Grpc"), "UNAUTHENTICATED"):
            client.get_stream(stream, credentials=credentials)
        with refused(lib.error("AccessDenied")):
            client.append_to_stream(
                stream,
                current_version=lib.state.ANY,
                events=lib.events("c"),
                credentials=credentials,
            )
    discover = secured(name, password).replace("esdb:", "esdb+discover:")
    with lib.client(discover, root_certificates=roots) as client:
        same(types(client.get_stream(stream)), "ab")


def refuses_an_unknown_certificate(lib: Library) -> None:
    with lib.client(secured("nobody", "nothing")) as client:
        with refused(lib.error("ServiceUnavailable")):
            client.get_stream("s", timeout=TIMEOUT)


WITH_CLIENT = [
    appends_one_event_in_all_revision_modes,
    appends_several_events_in_all_revision_modes,
    refuses_wrong_versions,
    repeats_are_idempotent,
    keeps_what_an_event_holds,
    takes_large_events_up_to_the_limit,
    reads_a_stream_in_both_directions,
    reads_long_streams,
    misses_streams_that_are_not_there,
    reads_all_without_a_filter,
    reads_all_from_a_position,
    reads_all_with_filters_of_the_server,
    deletes_and_recreates,
    refuses_deletes_at_the_wrong_version,
    tombstones_end_a_stream,
    keeps_stream_metadata,
    resolves_links,
    follows_a_stream,
    follows_a_stream_that_is_not_there_yet,
    follows_from_the_end,
    follows_all_and_resumes_from_checkpoints,
    follows_all_without_a_filter,
    ends_calls_at_their_deadline,
    refuses_what_it_does_not_have,
    works_with_asyncio,
]

CONNECTING = [
    connects_in_all_forms,
    connects_with_tls_and_a_password,
    refuses_an_unknown_certificate,
]


def check(checks: Checks, module: ModuleType) -> None:
    lib = Library(module)
    with lib.client(os.environ["EVENT_STORE_URL"]) as client:
        checks.run_all(lib.name, WITH_CLIENT, client, lib)
    checks.run_all(lib.name, CONNECTING, lib)
