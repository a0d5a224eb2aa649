"""Notices on the screen: what an officer needs, and no address and no word."""

import pytest

from cli.outbox import NoticeMissingError, see
from cli.print.outbox import STATES, STEPS, TOPICS, page_parts, shown_parts
from cli.screen import show
from policy.notices import TOPICS as KNOWN
from schemas.notices import NoticeEvent, OptedIn, OptedOut
from schemas.outbox_views import NoticeLine, NoticePage, NoticeShown
from services.disposition.outbox.showing import steps_of
from services.disposition.outbox.state import Phase
from tests.support.sample_notices import NOTICE_ID, notice_commit
from tests.support.values import MOMENT, NUMBER

LINE = NoticeLine(
    notice_id=NOTICE_ID,
    queued_at=MOMENT,
    topic="answered",
    to="reporter",
    code=None,
    pengaduan_id=None,
    number=NUMBER,
    state="handed_over",
    channel="email",
    attempts=2,
    next_at=None,
    delivered=None,
    reason="outcome_unknown",
)


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process beside others is told how wide its parent's screen is."""
    monkeypatch.setenv("COLUMNS", "200")


def test_the_list_says_who_waits_for_a_person_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    page = NoticePage(outbox="on", problem=None, counts={"handed_over": 1}, lines=(LINE,))
    show(*page_parts(page))
    out = capsys.readouterr().out
    for said in (NUMBER, "dijawab", "pelapor", "menunggu petugas", "Seluruhnya"):
        assert said in out


@pytest.mark.parametrize("outbox", ["on", "off", "refused"])
def test_the_list_says_whether_the_office_sends(
    outbox: str, capsys: pytest.CaptureFixture[str]
) -> None:
    show(*page_parts(NoticePage(outbox=outbox, problem="baris 3", counts={}, lines=())))
    assert "baris 3" in capsys.readouterr().out


def test_all_that_happened_to_a_notice_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    shown = NoticeShown(
        notice_id=NOTICE_ID,
        topic="disposed",
        to="opd",
        code="dinkes",
        pengaduan_id=None,
        number=NUMBER,
        state="sent",
        template="opd_disposisi",
        template_version=1,
        channels=("webhook", "email"),
        steps=tuple(steps_of([notice_commit()])),
    )
    show(*shown_parts(shown))
    out = capsys.readouterr().out
    assert "OPD dinkes" in out
    assert "sealed" not in out
    for step in STEPS.values():
        assert step in out


def test_everything_that_there_is_has_a_word() -> None:
    happened = {event.__name__ for event in NoticeEvent.__args__} - {
        OptedIn.__name__,
        OptedOut.__name__,
    }
    assert set(STEPS) == happened
    assert set(TOPICS) == set(KNOWN)
    assert set(STATES) == set(Phase.__args__) - {"none"}


def test_which_notice_must_be_named() -> None:
    assert see("x") == "x"
    with pytest.raises(NoticeMissingError):
        see(None)
