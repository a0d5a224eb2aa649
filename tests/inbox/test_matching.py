"""Where a message belongs."""

import datetime as dt

import pytest

from services.intake.inbox.matching import (
    Adding,
    Asking,
    Candidate,
    Dropping,
    Opening,
    Place,
    place,
)
from services.intake.inbox.port import Parsed

NOW = dt.datetime(2026, 7, 7, 3, tzinfo=dt.UTC)
TALK = Parsed(text="Bagaimana kelanjutannya?")


def candidate(name: str = "a", *, is_open: bool = True, days: int = 1) -> Candidate:
    return Candidate(name, is_open, NOW - dt.timedelta(days=days))


def placed(
    *candidates: Candidate,
    parsed: Parsed = TALK,
    form: bool = False,
    replied_to: Candidate | None = None,
) -> Place:
    return place(parsed, form=form, replied_to=replied_to, candidates=candidates, now=NOW)


def test_a_stranger_opens_a_complaint() -> None:
    assert placed() == Opening()


def test_the_only_open_complaint_is_added_to() -> None:
    assert placed(candidate(), candidate("b", is_open=False)) == Adding("a")


def test_of_several_open_ones_a_person_chooses_and_the_newest_is_suggested() -> None:
    found = placed(candidate(days=3), candidate("b", days=1), candidate("c", days=2))
    assert isinstance(found, Asking)
    assert (found.code, found.suggestion) == ("several_open", "b")


@pytest.mark.parametrize(("days", "kind"), [(13, Asking), (15, Opening)])
def test_soon_after_an_end_a_person_decides(days: int, kind: type) -> None:
    assert isinstance(placed(candidate(is_open=False, days=days)), kind)


def test_a_filled_form_is_a_complaint_of_its_own() -> None:
    assert placed(candidate(), form=True) == Opening()


def test_a_reply_goes_where_its_thread_is() -> None:
    assert placed(candidate(), candidate("b"), replied_to=candidate("b")) == Adding("b")


def test_a_reply_to_what_has_ended_comes_before_a_person() -> None:
    found = placed(candidate(), replied_to=candidate("b", is_open=False))
    assert isinstance(found, Asking)
    assert (found.code, found.suggestion) == ("thread_ended", "b")


@pytest.mark.parametrize(
    ("candidates", "wanted"),
    [((), Dropping("reaction")), ((candidate(),), Adding("a"))],
)
def test_a_reaction_opens_nothing(candidates: tuple[Candidate, ...], wanted: Place) -> None:
    assert placed(*candidates, parsed=Parsed(kind="reaction", text="Reaksi: 👍")) == wanted


def test_a_new_number_comes_before_a_person() -> None:
    found = placed(candidate(), parsed=Parsed(kind="moved"))
    assert isinstance(found, Asking)
    assert found.suggestion == "a"


def test_what_is_a_complaint_of_its_own_is_never_added() -> None:
    assert placed(candidate(), parsed=Parsed(text="x", own_case=True)) == Opening()
