"""What PyMongo expects of the document store, for what its README says."""

import asyncio
import os
from datetime import datetime, timezone
from types import ModuleType
from typing import Any
from uuid import uuid4

import gridfs
import pymongo
from bson import (
    Binary,
    Code,
    Decimal128,
    Int64,
    MaxKey,
    MinKey,
    ObjectId,
    Regex,
    Timestamp,
)
from bson.binary import UuidRepresentation
from bson.codec_options import CodecOptions
from pymongo import DeleteOne, IndexModel, InsertOne, ReplaceOne, UpdateMany, UpdateOne
from pymongo.errors import (
    BulkWriteError,
    DocumentTooLarge,
    DuplicateKeyError,
    InvalidOperation,
    OperationFailure,
)

from checks import Checks, refused, same

EMBEDDED = "not supported by the embedded document store"


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


# --- writing


def inserts_and_finds(client: Any) -> None:
    collection = new_collection(client)
    inserted = collection.insert_one({"a": 1})
    same(collection.find_one({"_id": inserted.inserted_id})["a"], 1)
    many = collection.insert_many([{"b": n} for n in range(250)])
    same(len(many.inserted_ids), 250)
    same(collection.count_documents({"b": {"$gte": 100}}), 150)
    same(collection.estimated_document_count(), 251)


def names_the_duplicate_key(client: Any) -> None:
    collection = filled(client, 3)
    with refused(DuplicateKeyError, "E11000", "_id_"):
        collection.insert_one({"_id": 1})
    with refused(DuplicateKeyError, "dup key: { x: null, y: null }"):
        collection.create_index([("x", 1), ("y", -1)], unique=True)
    collection.create_index([("x", 1), ("y", -1)], unique=True, sparse=True)
    collection.insert_one({"x": 1, "y": 2})
    try:
        collection.insert_one({"x": 1, "y": 2})
        raise AssertionError("the duplicate was taken")
    except DuplicateKeyError as error:
        same(error.code, 11000)
        same(error.details["keyPattern"], {"x": 1, "y": -1})
        same(error.details["keyValue"], {"x": 1, "y": 2})
    with refused(DuplicateKeyError):
        collection.update_one({"_id": 1}, {"$set": {"x": 1, "y": 2}})


def writes_in_bulk(client: Any) -> None:
    collection = filled(client, 4)
    result = collection.bulk_write(
        [
            InsertOne({"_id": 10}),
            UpdateOne({"_id": 0}, {"$set": {"n": 100}}),
            UpdateMany({"even": False}, {"$inc": {"n": 10}}),
            ReplaceOne({"_id": 11}, {"up": 1}, upsert=True),
            DeleteOne({"_id": 2}),
        ]
    )
    same((result.inserted_count, result.modified_count), (1, 3))
    same((result.upserted_ids, result.deleted_count), ({3: 11}, 1))
    same(ids(collection.find().sort("_id")), [0, 1, 3, 10, 11])


def stops_or_goes_on_in_bulk(client: Any) -> None:
    for ordered, expected in ((True, [1]), (False, [1, 2, 3])):
        collection = new_collection(client)
        writes = [InsertOne({"_id": key}) for key in (1, 1, 2, 1, 3)]
        try:
            collection.bulk_write(writes, ordered=ordered)
            raise AssertionError("the duplicates were taken")
        except BulkWriteError as error:
            failed = [entry["index"] for entry in error.details["writeErrors"]]
            same(failed, [1] if ordered else [1, 3])
            same(error.details["nInserted"], len(expected))
        same(ids(collection.find().sort("_id")), expected)


def updates_with_operators(client: Any) -> None:
    collection = new_collection(client)
    collection.insert_one({"_id": 1, "n": 1, "list": [1, 2, 3], "old": "x", "sub": {}})
    result = collection.update_one(
        {"_id": 1},
        {
            "$set": {"sub.deep": True},
            "$unset": {"gone": ""},
            "$inc": {"n": 2, "new": 1},
            "$rename": {"old": "renamed"},
            "$push": {"list": {"$each": [4, 5], "$slice": -4}},
            "$min": {"low": 3},
            "$currentDate": {"at": True},
        },
    )
    same((result.matched_count, result.modified_count), (1, 1))
    found = collection.find_one({"_id": 1})
    assert isinstance(found.pop("at"), datetime)
    same(
        found,
        {
            "_id": 1,
            "n": 3,
            "list": [2, 3, 4, 5],
            "sub": {"deep": True},
            "new": 1,
            "renamed": "x",
            "low": 3,
        },
    )
    collection.update_one({"_id": 1}, {"$pull": {"list": {"$gt": 3}}, "$mul": {"n": 2}})
    collection.update_one({"_id": 1}, {"$addToSet": {"list": {"$each": [2, 9]}}})
    collection.update_one({"_id": 1}, {"$pop": {"list": -1}, "$max": {"low": 7}})
    found = collection.find_one({"_id": 1}, {"_id": 0, "list": 1, "n": 1, "low": 1})
    same(found, {"n": 6, "list": [3, 9], "low": 7})
    unchanged = collection.update_one({"_id": 1}, {"$set": {"n": 6}})
    same((unchanged.matched_count, unchanged.modified_count), (1, 0))


def upserts(client: Any) -> None:
    collection = new_collection(client)
    update = {"$setOnInsert": {"created": 1}, "$inc": {"seen": 1}}
    first = collection.update_one({"_id": "a", "kind": "k"}, update, upsert=True)
    same((first.upserted_id, first.matched_count), ("a", 0))
    second = collection.update_one({"_id": "a"}, update, upsert=True)
    same((second.upserted_id, second.matched_count), (None, 1))
    expected = {"_id": "a", "kind": "k", "created": 1, "seen": 2}
    same(collection.find_one(), expected)
    replaced = collection.replace_one({"x": 1}, {"x": 1, "y": 2}, upsert=True)
    assert isinstance(replaced.upserted_id, ObjectId)


def finds_and_modifies(client: Any) -> None:
    collection = filled(client, 5)
    after = pymongo.ReturnDocument.AFTER
    same(collection.find_one_and_update({"_id": 1}, {"$inc": {"n": 5}})["n"], 1)
    updated = collection.find_one_and_update(
        {"even": True},
        {"$set": {"n": -1}},
        sort=[("n", -1)],
        projection={"n": 1},
        return_document=after,
    )
    same(updated, {"_id": 4, "n": -1})
    same(collection.find_one_and_replace({"_id": 2}, {"z": 1})["n"], 2)
    same(collection.find_one_and_delete({"_id": 2}), {"_id": 2, "z": 1})
    same(collection.find_one_and_delete({"_id": 2}), None)
    upserted = collection.find_one_and_update(
        {"_id": 9}, {"$set": {"n": 9}}, upsert=True, return_document=after
    )
    same(upserted, {"_id": 9, "n": 9})


def deletes(client: Any) -> None:
    collection = filled(client)
    same(collection.delete_one({"even": True}).deleted_count, 1)
    same(collection.delete_many({"even": True}).deleted_count, 4)
    same(collection.delete_many({"even": True}).deleted_count, 0)
    same(collection.count_documents({}), 5)


def acknowledges_as_asked(client: Any) -> None:
    collection = new_collection(client)
    for concern in ({"w": 1}, {"j": True}, {"w": "majority"}):
        options = pymongo.WriteConcern(**concern)
        collection.with_options(write_concern=options).insert_one(dict(concern))
    silent = collection.with_options(write_concern=pymongo.WriteConcern(w=0))
    same(silent.insert_one({"_id": "silent"}).acknowledged, False)
    collection.insert_one({"_id": "after"})
    same(collection.count_documents({}), 5)


# --- reading


def finds_by_filters(client: Any) -> None:
    collection = filled(client)
    collection.insert_one(
        {"_id": "doc", "sub": [{"a": 1, "b": 2}, {"a": 3}], "s": "Ab"}
    )
    expectations: list[tuple[dict[str, Any], list[Any]]] = [
        ({"n": {"$in": [1, 3, 77]}}, [1, 3]),
        ({"n": {"$gt": 2, "$lte": 4}}, [3, 4]),
        ({"$or": [{"n": 0}, {"n": 9}]}, [0, 9]),
        ({"$nor": [{"n": {"$lt": 9}}, {"_id": "doc"}]}, [9]),
        ({"n": {"$mod": [4, 3]}}, [3, 7]),
        ({"n": {"$not": {"$gte": 2}}, "even": {"$exists": True}}, [0, 1]),
        ({"tags": 5}, [5]),
        ({"tags": {"$all": ["t", 6]}}, [6]),
        ({"sub": {"$elemMatch": {"a": 1, "b": 2}}}, ["doc"]),
        ({"sub.a": 3}, ["doc"]),
        ({"sub": {"$size": 2}}, ["doc"]),
        ({"s": {"$regex": "^a", "$options": "i"}}, ["doc"]),
        ({"s": Regex("b$")}, ["doc"]),
        ({"n": {"$type": "string"}}, []),
        ({"$expr": {"$eq": ["$n", 7]}}, [7]),
        ({"n": None}, ["doc"]),
    ]
    for given, expected in expectations:
        same((given, ids(collection.find(given))), (given, expected))


def sorts_skips_limits_and_projects(client: Any) -> None:
    collection = filled(client)
    found = collection.find({}, {"n": 1, "_id": 0}).sort([("even", -1), ("n", -1)])
    same([document["n"] for document in found.skip(1).limit(5)], [6, 4, 2, 0, 9])
    same(collection.find_one({"_id": 3}, {"tags": {"$slice": -1}})["tags"], [3])
    same(collection.find_one({"_id": 3}, {"tags": 0, "even": 0}), {"_id": 3, "n": 3})
    same(collection.count_documents({}, skip=3, limit=4), 4)
    same(sorted(collection.distinct("even")), [False, True])


def reads_in_batches(client: Any) -> None:
    collection = filled(client, 1000)
    same(ids(collection.find(batch_size=7).sort("_id", 1)), list(range(1000)))
    same(
        ids(collection.find(cursor_type=pymongo.CursorType.EXHAUST)), list(range(1000))
    )
    cursor = collection.find(batch_size=2)
    next(cursor)
    same(cursor.alive, True)
    cursor.close()
    raw = collection.find_raw_batches(batch_size=400)
    same(sum(1 for _ in raw), 3)
    with refused(OperationFailure, "cursor"):
        answer = client.interop.command("getMore", Int64(424242), collection="c")
        raise AssertionError(answer)


def aggregates(client: Any) -> None:
    collection = filled(client)
    other = new_collection(client)
    other.insert_one({"_id": 1, "name": "one"})
    grouped = collection.aggregate(
        [
            {"$match": {"n": {"$lt": 9}}},
            {"$group": {"_id": "$even", "sum": {"$sum": "$n"}, "all": {"$push": "$n"}}},
            {"$sort": {"_id": 1}},
        ],
        batchSize=1,
    )
    same(
        list(grouped),
        [
            {"_id": False, "sum": 16, "all": [1, 3, 5, 7]},
            {"_id": True, "sum": 20, "all": [0, 2, 4, 6, 8]},
        ],
    )
    joined = collection.aggregate(
        [
            {"$match": {"_id": 1}},
            {
                "$lookup": {
                    "from": other.name,
                    "localField": "n",
                    "foreignField": "_id",
                    "as": "found",
                }
            },
            {"$unwind": "$found"},
            {"$project": {"name": "$found.name", "double": {"$multiply": ["$n", 2]}}},
        ]
    )
    same(list(joined), [{"_id": 1, "name": "one", "double": 2}])
    same(list(collection.aggregate([{"$count": "total"}])), [{"total": 10}])


def gives_values_back_as_they_came(client: Any) -> None:
    options: CodecOptions[Any] = CodecOptions(
        uuid_representation=UuidRepresentation.STANDARD, tz_aware=True
    )
    collection = new_collection(client).with_options(codec_options=options)
    document = {
        "_id": ObjectId(),
        "int": 1,
        "long": Int64(1),
        "large": 2**62,
        "double": 1.0,
        "negative zero": -0.0,
        "decimal": Decimal128("1.10"),
        "text": "größe 流 \0",
        "bytes": b"\x00\xff",
        "binary": Binary(b"x", 5),
        "uuid": uuid4(),
        "date": datetime(2024, 5, 6, 7, 8, 9, 123000, tzinfo=timezone.utc),
        "regex": Regex("a.*", "i"),
        "code": Code("f()"),
        "timestamp": Timestamp(5, 6),
        "min": MinKey(),
        "max": MaxKey(),
        "none": None,
        "nested": {"list": [1, [2, {"a": []}]], "empty": {}},
    }
    collection.insert_one(document)
    found = collection.find_one({"_id": document["_id"]})
    same(found, document)
    same(list(found), list(document))
    same({key: type(value) for key, value in found.items()}["long"], Int64)
    same(str(found["negative zero"]), "-0.0")
    for key in ("long", "decimal", "uuid", "date", "bytes", "timestamp", "nested"):
        same((key, collection.count_documents({key: document[key]})), (key, 1))


def orders_values_of_different_types(client: Any) -> None:
    collection = new_collection(client)
    ordered = [MinKey(), None, 1, 1.5, "a", {"a": 1}, b"x", ObjectId(), True, MaxKey()]
    collection.insert_many([{"v": value} for value in reversed(ordered)])
    same([document["v"] for document in collection.find().sort("v")], ordered)


def takes_large_documents(client: Any) -> None:
    collection = new_collection(client)
    text = "x" * (15 * 1024 * 1024)
    collection.insert_one({"_id": 1, "text": text})
    same(len(collection.find_one()["text"]), len(text))
    collection.insert_many([{"text": "x" * 1_000_000} for _ in range(60)])
    same(collection.count_documents({}), 61)
    same(sum(1 for _ in collection.find({}, {"text": 1})), 61)
    with refused(DocumentTooLarge):
        collection.insert_one({"text": "x" * (17 * 1024 * 1024)})
    with refused(OperationFailure):
        collection.update_one({"_id": 1}, {"$set": {"more": text}})


# --- collections, indexes, databases


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
    with pymongo.MongoClient(f"mongodb://me:secret@{host}/") as other:
        with refused(OperationFailure, "Authentication is " + EMBEDDED):
            other.admin.command("ping")


def uses_sessions_without_transactions(client: Any) -> None:
    collection = filled(client)
    with client.start_session(causal_consistency=True) as session:
        same(collection.find_one({"_id": 1}, session=session)["n"], 1)
        session.start_transaction()
        with refused(OperationFailure, "Transactions are " + EMBEDDED):
            collection.insert_one({}, session=session)


# --- what is out of scope


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
    inserts_and_finds,
    names_the_duplicate_key,
    writes_in_bulk,
    stops_or_goes_on_in_bulk,
    updates_with_operators,
    upserts,
    finds_and_modifies,
    deletes,
    acknowledges_as_asked,
    finds_by_filters,
    sorts_skips_limits_and_projects,
    reads_in_batches,
    aggregates,
    gives_values_back_as_they_came,
    orders_values_of_different_types,
    takes_large_documents,
    manages_indexes,
    manages_collections,
    keeps_files,
    tells_about_itself,
    connects_in_all_forms,
    uses_sessions_without_transactions,
    refuses_what_it_does_not_have,
    works_with_asyncio,
]


def check(checks: Checks, module: ModuleType) -> None:
    with pymongo.MongoClient(os.environ["DOCUMENT_STORE_URL"]) as client:
        checks.run_all(module.__name__, CHECKS, client)
