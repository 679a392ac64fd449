"""Filters, order, batches, aggregations and types."""

from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

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
from pymongo.errors import DocumentTooLarge, OperationFailure

from checks import refused, same
from document_collections import filled, ids, new_collection


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


CHECKS = [
    finds_by_filters,
    sorts_skips_limits_and_projects,
    reads_in_batches,
    aggregates,
    gives_values_back_as_they_came,
    orders_values_of_different_types,
    takes_large_documents,
]
