"""Inserts, updates, deletes and what they acknowledge."""

from datetime import datetime
from typing import Any

import pymongo
from bson import ObjectId
from pymongo import DeleteOne, InsertOne, ReplaceOne, UpdateMany, UpdateOne
from pymongo.errors import BulkWriteError, DuplicateKeyError

from checks import refused, same
from document_collections import filled, ids, new_collection


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
]
