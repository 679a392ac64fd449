"""Collections to try a client on."""

from typing import Any
from uuid import uuid4


def new_collection(client: Any) -> Any:
    return client["interop"][f"c{uuid4().hex}"]


def filled(client: Any, count: int = 10) -> Any:
    collection = new_collection(client)
    collection.insert_many(
        [{"_id": n, "n": n, "even": n % 2 == 0, "tags": ["t", n]} for n in range(count)]
    )
    return collection


def ids(cursor: Any) -> list[Any]:
    return [document["_id"] for document in cursor]
