"""A failure is answered with a sentence that says what to do."""

import pytest

from engine.errors import (
    BrokenChainError,
    EngineError,
    StoreRefusedError,
    StoreUnavailableError,
    TooLargeError,
    WrongExpectedVersionError,
)
from engine.sql import DatabaseUnavailableError
from runtime.refusals import failed


def test_a_text_that_is_too_long_is_to_be_shortened() -> None:
    answer = failed(TooLargeError(bytes=300_000, limit=262_144))
    assert (answer.code, answer.fields) == ("too_large", {"bytes": 300_000, "limit": 262_144})
    assert "persingkat" in answer.sentence
    assert not answer.retry


@pytest.mark.parametrize(
    "error", [StoreUnavailableError(), WrongExpectedVersionError(), DatabaseUnavailableError()]
)
def test_what_passes_is_to_be_said_again(error: EngineError) -> None:
    answer = failed(error)
    assert answer.retry
    assert "ulangi" in answer.sentence


def test_what_the_server_does_not_take_is_no_broken_history() -> None:
    answer = failed(StoreRefusedError(reason="sealed"))
    assert not answer.retry
    assert "tidak utuh" not in answer.sentence


def test_a_broken_history_stops_the_work() -> None:
    answer = failed(BrokenChainError(version=3))
    assert not answer.retry
    assert "hentikan" in answer.sentence
