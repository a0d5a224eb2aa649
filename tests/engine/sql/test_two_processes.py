"""Two processes that open the same database for the first time at the same moment."""

import subprocess
import sys

CREATE = """
import asyncio, sys
from sqlalchemy import Column, Integer, MetaData, Table
from engine.sql import open_database

async def main(url):
    database = open_database(url)
    metadata = MetaData()
    Table("numbers", metadata, Column("n", Integer, primary_key=True))
    sys.stdin.readline()
    await database.create(metadata)
    await database.close()

asyncio.run(main(sys.argv[1]))
"""


def _start(url: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", CREATE, url], stdin=subprocess.PIPE)


def test_both_create_the_same_tables_without_an_error(database_url: str) -> None:
    processes = [_start(database_url), _start(database_url)]

    for process in processes:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.close()

    assert [process.wait() for process in processes] == [0, 0]
