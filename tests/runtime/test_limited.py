"""What reads a stranger's file can take no more than one file may, and knows no secret."""

import asyncio
from pathlib import Path

import pytest

from runtime.limited import run, run_beside

GREEDY = "tests.support.greedy"


def test_what_it_writes_is_the_answer() -> None:
    assert run(GREEDY, b"baris satu", "say") == (0, b"baris satu")


async def test_it_answers_beside_others_too() -> None:
    found = await asyncio.gather(*(run_beside(GREEDY, bytes([n]), "say") for n in range(3)))

    assert found == [(0, b"\0"), (0, b"\1"), (0, b"\2")]


def test_it_is_given_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUNTAS_RAHASIA", "kunci")

    assert "TUNTAS_RAHASIA" not in run(GREEDY, b"", "surroundings").said.decode()


def test_it_has_no_more_memory_than_one_file_needs() -> None:
    assert run(GREEDY, b"", "memory").status == 1


def test_it_can_write_no_file(tmp_path: Path) -> None:
    path = tmp_path / "berkas"

    assert run(GREEDY, b"", "write", str(path)).status != 0
    assert not path.exists() or path.stat().st_size == 0


def test_one_that_never_ends_is_stopped() -> None:
    assert run(GREEDY, b"", "think", seconds=0.2) == (None, b"")


async def test_one_that_never_ends_is_stopped_beside_others() -> None:
    assert await run_beside(GREEDY, b"", "think", seconds=0.2) == (None, b"")
