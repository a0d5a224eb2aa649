"""A commit read at a glance says the same as the whole one, but for what the view never asks."""

import datetime as dt
from functools import reduce
from pathlib import Path

import msgspec
import pytest

from engine.commits import Recorded
from engine.errors import UnreadableCommitError
from runtime.history import CODEC
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from services.reporting.cases import CASES, Fold
from services.reporting.glance import GLANCE
from tests.support import samples as s
from tests.support.golden import stored
from tests.support.histories import FOLDER

HISTORIES = sorted(FOLDER.glob("*.jsonl"))
EVENTS = [path for path in stored() if path.parent.name == "events"]


def read(payload: bytes, sequence: int = 1) -> tuple[Recorded[Commit], Recorded[Commit]]:
    whole = CODEC.recorded(payload, "pengaduan.bengkalis.1.x", sequence)
    return whole, GLANCE.recorded(payload, "pengaduan.bengkalis.1.x", sequence)


def folded(history: list[Recorded[Commit]]) -> Fold:
    return reduce(CASES.evolve, history, CASES.initial)


@pytest.mark.parametrize("path", HISTORIES, ids=[path.stem for path in HISTORIES])
def test_a_recorded_history_folds_into_the_same_case(path: Path) -> None:
    lines = path.read_bytes().splitlines()
    both = [read(line, number) for number, line in enumerate(lines, 1)]
    assert folded([glance for _, glance in both]) == folded([whole for whole, _ in both])


@pytest.mark.parametrize("path", EVENTS, ids=[path.stem for path in EVENTS])
def test_every_event_ever_stored_folds_into_the_same_case(path: Path) -> None:
    event = msgspec.json.decode(path.read_bytes(), type=PengaduanEvent)
    stored_bytes = CODEC.encode(s.commit(event)).replace(CODEC.encode(event), path.read_bytes())
    whole, glance = read(stored_bytes)
    assert folded([glance]) == folded([whole])


@pytest.mark.parametrize("event", s.SAMPLES, ids=lambda event: type(event).__name__)
def test_who_it_was_is_read_alike(event: PengaduanEvent) -> None:
    whole, glance = read(CODEC.encode(s.commit(event)))
    assert glance.commit.events[0].sealed.identity == whole.commit.events[0].sealed.identity


def test_a_moment_of_another_zone_is_the_same_moment_in_utc() -> None:
    jakarta = dt.timezone(dt.timedelta(hours=7))
    moment = s.commit(s.verified()).recorded_at
    payload = CODEC.encode(s.commit(s.verified()))
    elsewhere = payload.replace(
        msgspec.json.encode(moment), msgspec.json.encode(moment.astimezone(jakarta))
    )
    assert elsewhere != payload
    whole, glance = read(elsewhere)
    assert glance.commit.recorded_at.tzinfo is dt.UTC
    assert glance.commit.recorded_at == whole.commit.recorded_at


@pytest.mark.parametrize("payload", [b"", b"{}", b'{"version":1}', b"\xff"])
def test_what_is_no_commit_is_refused(payload: bytes) -> None:
    with pytest.raises(UnreadableCommitError):
        GLANCE.recorded(payload, "pengaduan.bengkalis.1.x", 1)


def test_a_name_that_no_event_has_is_refused() -> None:
    payload = CODEC.encode(s.commit(s.verified())).replace(b'"Verified"', b'"Vanished"')
    with pytest.raises(UnreadableCommitError):
        GLANCE.recorded(payload, "pengaduan.bengkalis.1.x", 1)


def test_nothing_that_is_read_at_a_glance_pretends_to_a_digest() -> None:
    whole, glance = read(CODEC.encode(s.commit(s.verified())))
    assert (len(whole.digest), glance.digest) == (64, "")
