"""Marks lie outside NATS, whole and for their owner only."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.marks import MarkFile, MarksUnreadableError
from runtime.running_digest import Mark, RunningDigest
from tests.support.samples import MOMENT

MARK = Mark(stream="S", created="then", position=3, digest="aa", checked_at=MOMENT)
MESSAGES = st.lists(
    st.tuples(st.integers(1, 2**40), st.text(), st.binary(min_size=32, max_size=32))
)


def digest(messages: list[tuple[int, str, bytes]]) -> str:
    running = RunningDigest()
    for message in messages:
        running.add(*message)
    return running.hex


def test_what_was_written_is_read(tmp_path: Path) -> None:
    MarkFile(tmp_path / "verify", "kampar").write([MARK])

    assert MarkFile(tmp_path / "verify", "kampar").read() == {"S": MARK}


def test_before_the_first_check_there_is_no_mark(tmp_path: Path) -> None:
    assert MarkFile(tmp_path, "kampar").read() == {}


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    file = MarkFile(tmp_path, "kampar")
    file.write([MARK])

    assert file.path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file.path]


@pytest.mark.parametrize("damage", [b"", b"{", b'{"v":1,"office":"banten","marks":[]}'])
def test_a_damaged_file_is_no_empty_one(tmp_path: Path, damage: bytes) -> None:
    file = MarkFile(tmp_path, "kampar")
    file.path.write_bytes(damage)

    with pytest.raises(MarksUnreadableError):
        file.read()


@given(MESSAGES, MESSAGES)
def test_different_messages_have_different_digests(
    one: list[tuple[int, str, bytes]], other: list[tuple[int, str, bytes]]
) -> None:
    assert (digest(one) == digest(other)) == (one == other)
