"""Ways to connect, and what the server refuses."""

import asyncio
import os
from typing import Any

from checks import refused, same
from event_store_library import TIMEOUT, Library, filled, new_stream, types


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


def connects_in_all_forms(_: Any, lib: Library) -> None:
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


def connects_with_tls_and_a_password(_: Any, lib: Library) -> None:
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


def refuses_an_unknown_certificate(_: Any, lib: Library) -> None:
    with lib.client(secured("nobody", "nothing")) as client:
        with refused(lib.error("ServiceUnavailable")):
            client.get_stream("s", timeout=TIMEOUT)


CHECKS = [
    refuses_what_it_does_not_have,
    works_with_asyncio,
    connects_in_all_forms,
    connects_with_tls_and_a_password,
    refuses_an_unknown_certificate,
]
