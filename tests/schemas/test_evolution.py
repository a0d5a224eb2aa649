"""Older readers meet newer writers, and newer readers older writers."""

import json

import msgspec
import pytest

from schemas.commit import Commit
from schemas.events import PengaduanEvent
from schemas.events.disposition import Answered
from schemas.events.intake import Classified, DoubtSettled, Received
from tests.support import samples
from tests.support.golden import tag_of


@pytest.mark.parametrize("event", samples.SAMPLES, ids=tag_of)
def test_a_field_of_a_newer_writer_is_skipped(event: PengaduanEvent) -> None:
    newer = json.loads(msgspec.json.encode(event)) | {"later": {"deep": [1, None]}}
    assert event == msgspec.json.decode(json.dumps(newer), type=PengaduanEvent)


def test_a_field_of_a_newer_commit_is_skipped() -> None:
    newer = json.loads(msgspec.json.encode(samples.commit())) | {"later": 1}
    assert samples.commit() == msgspec.json.decode(json.dumps(newer), type=Commit)


@pytest.mark.parametrize(
    ("event", "field", "default"),
    [
        (samples.received(), "source", None),
        (samples.received(), "given", ()),
        (samples.doubt_settled(), "column", None),
        (samples.answered(), "channel", None),
        (samples.verified(), "documents", ()),
    ],
    ids=[
        "Received.source",
        "Received.given",
        "DoubtSettled.column",
        "Answered.channel",
        "Verified.documents",
    ],
)
def test_a_field_that_an_older_writer_did_not_know_gets_its_default(
    event: Received | DoubtSettled | Answered, field: str, default: object
) -> None:
    older = json.loads(msgspec.json.encode(event))
    del older[field]
    read = msgspec.json.decode(json.dumps(older), type=PengaduanEvent)
    assert default == getattr(read, field)


def test_a_code_that_a_newer_program_knows_is_read() -> None:
    event = samples.classified(severity="sangat_berat")
    stored = msgspec.json.encode(event)
    assert event == msgspec.json.decode(stored, type=PengaduanEvent)


def test_a_register_may_know_no_severity() -> None:
    read = msgspec.json.decode(
        msgspec.json.encode(samples.classified(severity=None)), type=PengaduanEvent
    )
    assert isinstance(read, Classified)
    assert read.severity is None


def test_an_event_of_an_unknown_type_is_never_skipped() -> None:
    stored = msgspec.json.encode(samples.closed()).replace(b'"Closed"', b'"Closed.2"')
    with pytest.raises(msgspec.ValidationError, match=r"Closed\.2"):
        msgspec.json.decode(stored, type=PengaduanEvent)
