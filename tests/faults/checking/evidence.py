"""What the checker judges by: the history, the dumped streams, the keys in the vaults."""

import base64
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that must not be."""

    code: str
    where: str

    def __str__(self) -> str:
        return f"{self.code}: {self.where}"


@dataclass(frozen=True, slots=True)
class Stored:
    """One message of a stream, byte for byte, and what it says."""

    stream: str
    seq: int
    subject: str
    data: bytes
    body: dict[str, Any]

    @property
    def events(self) -> list[dict[str, Any]]:
        return list(self.body.get("events", []))

    @property
    def key(self) -> str:
        """The complaint as the history names it."""
        return f"{self.body.get('office')}/{self.body.get('pengaduan_id')}"

    def __str__(self) -> str:
        return f"{self.stream} {self.seq}"


@dataclass(frozen=True)
class Evidence:
    """Everything there is to judge by.

    Attributes:
        history: What was said and answered, and every fault, in the order it was written.
        stored: The messages of all dumped streams.
        states: What the server says of each stream.
        vaults: The keys that each office's vault holds.
    """

    history: tuple[dict[str, Any], ...]
    stored: tuple[Stored, ...]
    states: dict[str, dict[str, int]]
    vaults: dict[str, frozenset[str]]

    @cached_property
    def commits(self) -> tuple[Stored, ...]:
        return tuple(each for each in self.stored if each.stream.startswith("PENGADUAN_"))

    @cached_property
    def histories(self) -> dict[str, list[Stored]]:
        """The commits of each subject in the stream's order."""
        found: dict[str, list[Stored]] = {}
        for commit in self.commits:
            found.setdefault(commit.subject, []).append(commit)
        return found

    @cached_property
    def by_command(self) -> dict[str, list[Stored]]:
        found: dict[str, list[Stored]] = {}
        for commit in self.commits:
            found.setdefault(str(commit.body.get("command_id")), []).append(commit)
        return found

    @cached_property
    def run(self) -> dict[str, Any]:
        """What the run says about itself in its first line."""
        opening = (line["value"] for line in self.history if line["f"] == "run")
        return dict(next(opening, {}))

    def said(self, *types: str) -> Iterator[dict[str, Any]]:
        """The lines about commands that are of these types."""
        for line in self.history:
            if line["type"] in types and "command_id" in (line["value"] or {}):
                yield line

    def of_stream(self, prefix: str) -> Iterator[Stored]:
        return (each for each in self.stored if each.stream.startswith(prefix))


def read_evidence(history: Path, dump: Path, vaults: Path) -> Evidence:
    """Read the files of a run; `vaults` is the folder of `vault_<office>.sqlite`."""
    lines = list(_lines(dump))
    return Evidence(
        history=tuple(_lines(history)),
        stored=tuple(_stored(line) for line in lines if "data" in line),
        states={line["stream"]: line["state"] for line in lines if "state" in line},
        vaults={
            file.stem.removeprefix("vault_"): keys_in(file)
            for file in sorted(vaults.glob("vault_*.sqlite"))
        },
    )


def keys_in(vault: Path) -> frozenset[str]:
    """The ids of the keys that are really there."""
    connection = sqlite3.connect(f"file:{vault}?mode=ro", uri=True)
    try:
        rows: Iterable[tuple[str]] = connection.execute(
            "SELECT id FROM vault_keys WHERE wrapped IS NOT NULL"
        )
        return frozenset(name for (name,) in rows)
    finally:
        connection.close()


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as opened:
        for line in opened:
            yield json.loads(line)


def _stored(line: dict[str, Any]) -> Stored:
    data = base64.b64decode(line["data"])
    return Stored(line["stream"], line["seq"], line["subject"], data, json.loads(data))
