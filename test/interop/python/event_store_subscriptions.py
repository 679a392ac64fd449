"""Subscriptions to streams and to all of them."""

from typing import Any
from uuid import uuid4

from checks import refused, same
from event_store_library import TIMEOUT, Library, filled, new_stream, types


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


CHECKS = [
    follows_a_stream,
    follows_a_stream_that_is_not_there_yet,
    follows_from_the_end,
    follows_all_and_resumes_from_checkpoints,
    follows_all_without_a_filter,
    ends_calls_at_their_deadline,
]
