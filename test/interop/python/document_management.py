"""Collections, indexes, connections, and what the server refuses."""

import asyncio
import os
from typing import Any
from uuid import uuid4

import gridfs
import pymongo
import pymongo.server_api
from pymongo import IndexModel, InsertOne
from pymongo.errors import InvalidOperation, OperationFailure

from checks import refused, same
from document_collections import filled, ids

EMBEDDED = "not supported by the embedded document store"


def manages_indexes(client: Any) -> None:
    collection = filled(client)
    names = collection.create_indexes(
        [
            IndexModel("n", unique=True),
            IndexModel([("even", 1), ("n", -1)], name="both"),
            IndexModel("maybe", sparse=True),
            IndexModel("tags", partialFilterExpression={"even": True}),
        ]
    )
    same(names, ["n_1", "both", "maybe_1", "tags_1"])
    found = collection.index_information()
    same(sorted(found), ["_id_", "both", "maybe_1", "n_1", "tags_1"])
    same(found["both"]["key"], [("even", 1), ("n", -1)])
    same((found["n_1"]["unique"], found["maybe_1"]["sparse"]), (True, True))
    same(collection.create_index("n", unique=True), "n_1")
    with refused(OperationFailure):
        collection.create_index("n", unique=False, name="n_1")
    same(ids(collection.find({"n": 3}).hint("n_1")), [3])
    collection.drop_index("both")
    collection.drop_indexes()
    same(list(collection.index_information()), ["_id_"])
    with refused(OperationFailure):
        collection.drop_index("both")


def manages_collections(client: Any) -> None:
    database = client[f"d{uuid4().hex}"]
    database.create_collection("a")
    database["b"].insert_one({})
    same(sorted(database.list_collection_names()), ["a", "b"])
    same(database.list_collection_names(filter={"name": "a"}), ["a"])
    with refused(pymongo.errors.CollectionInvalid):
        database.create_collection("a")
    database["b"].rename("c")
    with refused(OperationFailure):
        database["c"].rename("a")
    database["c"].rename("a", dropTarget=True)
    same(database.list_collection_names(), ["a"])
    same(database["a"].options(), {})
    assert database.name in client.list_database_names()
    database.drop_collection("a")
    database.drop_collection("never")
    client.drop_database(database.name)
    assert database.name not in client.list_database_names()


def keeps_files(client: Any) -> None:
    database = client[f"d{uuid4().hex}"]
    files = gridfs.GridFSBucket(database)
    content = os.urandom(700_000)
    key = files.upload_from_stream("file", content)
    same(files.open_download_stream(key).read(), content)
    same([file.length for file in files.find({"filename": "file"})], [700_000])
    files.delete(key)
    same(database["fs.chunks"].count_documents({}), 0)
    client.drop_database(database.name)


def tells_about_itself(client: Any) -> None:
    same(client.admin.command("ping")["ok"], 1.0)
    same(client.server_info()["version"], "7.0.0")
    same(client.topology_description.topology_type_name, "Single")
    hello = client.admin.command("hello")
    same((hello["isWritablePrimary"], hello["maxWireVersion"]), (True, 21))


def connects_in_all_forms(client: Any) -> None:
    host = os.environ["DOCUMENT_STORE_URL"].split("//")[1].split("/")[0]
    for options in ("", "?directConnection=true", "?compressors=zlib&retryWrites=true"):
        with pymongo.MongoClient(f"mongodb://{host}/{options}") as other:
            filled(other, 2)
    stable = pymongo.server_api.ServerApi("1")
    with pymongo.MongoClient(f"mongodb://{host}/", server_api=stable) as other:
        filled(other, 2)
    with pymongo.MongoClient(f"mongodb://me:secret@{host}/") as other:
        with refused(OperationFailure, "Authentication without users is " + EMBEDDED):
            other.admin.command("ping")


def connects_with_a_password(_: Any) -> None:
    secured = os.environ["DOCUMENT_STORE_SECURED_URL"]
    with pymongo.MongoClient(secured) as other:
        filled(other, 2)
        same(other.admin.command("connectionStatus")["ok"], 1.0)
    with pymongo.MongoClient(secured, password="wrong") as other:
        with refused(OperationFailure, "Authentication failed", "18"):
            other["interop"].list_collection_names()
    anonymous = "mongodb://" + secured.split("@")[1]
    with pymongo.MongoClient(anonymous) as other:
        with refused(OperationFailure, "requires authentication", "Unauthorized"):
            other["interop"].list_collection_names()


def uses_sessions_without_transactions(client: Any) -> None:
    collection = filled(client)
    with client.start_session(causal_consistency=True) as session:
        same(collection.find_one({"_id": 1}, session=session)["n"], 1)
        session.start_transaction()
        with refused(OperationFailure, "Transactions are " + EMBEDDED):
            collection.insert_one({}, session=session)


def refuses_what_it_does_not_have(client: Any) -> None:
    collection = filled(client)

    def stage(stage: dict[str, Any]) -> Any:
        return lambda: list(collection.aggregate([stage]))

    def find(given: dict[str, Any]) -> Any:
        return lambda: list(collection.find(given))

    collation = {"locale": "de"}
    refusals: list[tuple[str, Any]] = [
        ("change streams", lambda: collection.watch()),
        ("a collation", lambda: list(collection.find(collation=collation))),
        ("$where", find({"$where": "true"})),
        ("$text", find({"$text": {"$search": "a"}})),
        ("geo", find({"p": {"$near": [1, 2]}})),
        ("a text index", lambda: collection.create_index([("a", "text")])),
        ("a TTL index", lambda: collection.create_index("a", expireAfterSeconds=1)),
        (
            "array filters",
            lambda: collection.update_one(
                {}, {"$set": {"tags.$[x]": 1}}, array_filters=[{"x": 1}]
            ),
        ),
        (
            "positions",
            lambda: collection.update_one({"tags": 1}, {"$set": {"tags.$": 2}}),
        ),
        ("a pipeline", lambda: collection.update_one({}, [{"$set": {"a": 1}}])),
        ("$bit", lambda: collection.update_one({}, {"$bit": {"n": {"or": 1}}})),
        ("$out", stage({"$out": "x"})),
        ("$merge", stage({"$merge": "x"})),
        ("capped", lambda: client.interop.create_collection("x", capped=True, size=99)),
        ("explain", lambda: collection.find().explain()),
        ("a tailable cursor", lambda: next(collection.find(cursor_type=2))),
    ]
    for name, refusal in refusals:
        try:
            with refused(OperationFailure, "embedded document store"):
                refusal()
        except Exception as error:
            raise AssertionError(f"{name}: {error!r}") from error
    with refused(OperationFailure, "no such command: 'validate'"):
        client.interop.validate_collection(collection)
    with refused(InvalidOperation, "8.0"):
        client.bulk_write([InsertOne({}, namespace="interop.x")])


def works_with_asyncio(client: Any) -> None:
    async def work() -> None:
        async with pymongo.AsyncMongoClient(os.environ["DOCUMENT_STORE_URL"]) as other:
            collection = other["interop"][f"c{uuid4().hex}"]
            writes = [collection.insert_one({"_id": n}) for n in range(50)]
            await asyncio.gather(*writes)
            found = [
                document["_id"] async for document in collection.find(batch_size=9)
            ]
            same(sorted(found), list(range(50)))

    asyncio.run(work())


CHECKS = [
    manages_indexes,
    manages_collections,
    keeps_files,
    tells_about_itself,
    connects_in_all_forms,
    connects_with_a_password,
    uses_sessions_without_transactions,
    refuses_what_it_does_not_have,
    works_with_asyncio,
]
