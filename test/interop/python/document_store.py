"""What PyMongo expects of the document store, for what its README says."""

import os
from types import ModuleType

import document_management
import document_reads
import document_writes
import pymongo

from checks import Checks


def check(checks: Checks, module: ModuleType) -> None:
    with pymongo.MongoClient(os.environ["DOCUMENT_STORE_URL"]) as client:
        for suite in (document_writes, document_reads, document_management):
            checks.run_all(module.__name__, suite.CHECKS, client)
