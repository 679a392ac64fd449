"""Appends, reads, deletes, metadata and links."""

from typing import Any
from uuid import uuid4

from checks import refused, same
from event_store_library import TIMEOUT, Library, filled, new_stream, types


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
    with refused(lib.error("NotFound")):
        client.delete_stream(new_stream(), current_version=lib.state.ANY)
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


CHECKS = [
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
]
