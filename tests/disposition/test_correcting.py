"""Fields of earlier events put right: both values stay."""

import pytest

from schemas.events.disposition import Target
from services.disposition.fields import CODES, can_be_corrected, clear_value
from tests.disposition.kit import NEW, READY, WORDS, annul, at, correct
from tests.support import samples as s

CHANNEL = correct(target=at(1), field="channel", new="website", reason=WORDS)
CORRECTED = s.corrected(
    target=Target(version=1, index=0), field="channel", old="whatsapp", new="website"
)


def test_both_values_of_a_clear_field_stay() -> None:
    READY.when(CHANNEL).then(CORRECTED)


def test_a_second_correction_starts_from_the_first() -> None:
    READY.given(CORRECTED).when(
        correct(target=at(1), field="channel", new="surat", reason=WORDS)
    ).then(
        s.corrected(target=Target(version=1, index=0), field="channel", old="website", new="surat")
    )


def test_what_is_right_already_is_not_corrected() -> None:
    READY.given(CORRECTED).when(CHANNEL).then_nothing()


def test_an_old_value_that_is_not_there_is_told() -> None:
    said = correct(target=at(1), field="channel", old="surat", new="website", reason=WORDS)
    READY.when(said).then_refused("old_value_differs", field="channel", now="whatsapp")


def test_a_day_is_corrected_as_text() -> None:
    READY.when(correct(target=at(2), field="occurred.on", new="2026-07-06", reason=WORDS)).then(
        s.corrected(
            target=Target(version=2, index=0),
            field="occurred.on",
            old="2026-07-07",
            new="2026-07-06",
        )
    )


def test_a_day_that_was_unknown_is_given() -> None:
    imported = NEW.given([s.received(), s.answered(occurred=None)])
    said = correct(target=at(1, 1), field="occurred.on", new="2026-07-06", reason=WORDS)
    imported.when(said).then(
        s.corrected(
            target=Target(version=1, index=1), field="occurred.on", old=None, new="2026-07-06"
        )
    )


@pytest.mark.parametrize("field", ["identity.name", "content.text"])
def test_a_sealed_value_is_never_in_clear(field: str) -> None:
    READY.when(correct(target=at(1), field=field, new=s.REPORTER_NAME, reason=WORDS)).then(
        s.corrected(target=Target(version=1, index=0), field=field, old=None, new=None)
    )


def test_what_is_not_in_the_history_is_not_corrected() -> None:
    READY.when(correct(target=at(9), field="channel", new="surat", reason=WORDS)).then_refused(
        "no_such_event", version=9, index=0
    )


def test_what_was_annulled_is_not_corrected() -> None:
    undone = READY.after(annul(target=at(3), text=WORDS))
    undone.when(correct(target=at(3), field="kind", new="aspirasi", reason=WORDS)).then_refused(
        "no_such_event"
    )


@pytest.mark.parametrize(
    "field", ["number", "sealed", "given", "identity.rahasia", "content.cells", "occurred.x", "x"]
)
def test_a_field_that_must_stay_or_is_none_is_refused(field: str) -> None:
    READY.when(correct(target=at(1), field=field, new="surat", reason=WORDS)).then_refused(
        "not_correctable", event="Received", field=field
    )


def test_a_correction_is_not_corrected() -> None:
    READY.given(CORRECTED).when(
        correct(target=at(4), field="occurred.on", new="2026-07-06", reason=WORDS)
    ).then_refused("not_correctable")


def test_erased_words_are_not_written_again() -> None:
    erased = READY.given(s.identity_erased())
    erased.when(
        correct(target=at(1), field="identity.name", new=s.REPORTER_NAME, reason=WORDS)
    ).then_refused("already_erased")


def test_a_closed_complaint_is_still_corrected() -> None:
    READY.given(s.closed()).when(CHANNEL).then(CORRECTED)


@pytest.mark.parametrize("event", s.SAMPLES)
def test_every_field_that_can_be_corrected_has_a_value_as_text(event: s.PengaduanEvent) -> None:
    for field in CODES.get(type(event), ()):
        assert can_be_corrected(event, field)
        assert isinstance(clear_value(event, field), str)
