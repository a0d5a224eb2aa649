"""Every kind of error has its exit code."""

from pathlib import Path

import pytest

from cli import errors
from cli.exits import DAMAGED, OUR_FAULT, REFUSED, UNAVAILABLE, failure_of
from engine.errors import (
    BrokenChainError,
    EngineError,
    RefusedError,
    StoreUnavailableError,
    UnreadableCommitError,
    WrongExpectedVersionError,
)
from policy.errors import PolicyError, Problem
from runtime.addresses import UnusableTokenError
from runtime.broken import Broken, GateClosedError
from runtime.connect import CredentialRefusedError, NatsUnreachableError
from runtime.credentials import MissingCredentialError
from runtime.home import HomeInUseError
from schemas.answers import Refused


def _refused(code: str, *, retry: bool = False) -> errors.RefusedByServiceError:
    return errors.RefusedByServiceError(Refused(code=code, fields={}, sentence="x", retry=retry))


def _gate(code: str) -> GateClosedError:
    return GateClosedError([Broken(code, "PENGADUAN_kampar_1", "9", "8")])


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [
        (_refused("already_closed"), REFUSED),
        (_refused("view_behind", retry=True), UNAVAILABLE),
        (_refused("anything_else", retry=True), UNAVAILABLE),
        (_refused("box_tampered"), DAMAGED),
        (_refused("unreadable_commit", retry=True), DAMAGED),
        (errors.UnknownOfficeError("x", ("kampar",)), REFUSED),
        (errors.EmptyFileError(Path("x")), REFUSED),
        (errors.ServiceNotRunningError("kampar", "intake"), UNAVAILABLE),
        (errors.NoAnswerError("kampar", "intake", 10), UNAVAILABLE),
        (errors.UnreadableAnswerError("intake", "x"), OUR_FAULT),
        (NatsUnreachableError("kampar", "cli"), UNAVAILABLE),
        (CredentialRefusedError("kampar", "cli"), UNAVAILABLE),
        (MissingCredentialError("kampar", "cli", Path("x")), UNAVAILABLE),
        (HomeInUseError(Path("x")), UNAVAILABLE),
        (StoreUnavailableError(stream="x"), UNAVAILABLE),
        (WrongExpectedVersionError(stream="x"), UNAVAILABLE),
        (UnreadableCommitError(stream="x"), DAMAGED),
        (BrokenChainError(stream="x"), DAMAGED),
        (EngineError(), UNAVAILABLE),
        (RefusedError("Tidak boleh."), REFUSED),
        (PolicyError("x.toml", (Problem(1, "x"),)), REFUSED),
        (UnusableTokenError("a.b"), REFUSED),
        (_gate("tail_gone"), DAMAGED),
        (_gate("server_too_old"), UNAVAILABLE),
        (ValueError("x"), OUR_FAULT),
        (KeyError("code"), OUR_FAULT),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
def test_an_error_ends_the_program_with_its_code(error: Exception, exit_code: int) -> None:
    assert failure_of(error).exit_code == exit_code


@pytest.mark.parametrize(
    "error",
    [RefusedError("Tidak boleh."), StoreUnavailableError(stream="x"), BrokenChainError(stream="x")],
)
def test_an_error_of_ours_says_what_to_do(error: Exception) -> None:
    assert failure_of(error).sentence


def test_a_code_on_a_strangers_error_is_not_taken_for_ours() -> None:
    error = OSError("x")
    error.code = "nats_unreachable"  # type: ignore[attr-defined]

    assert failure_of(error).exit_code == OUR_FAULT


def test_a_refusal_tells_what_it_was_about() -> None:
    refused = Refused(code="bad_period", fields={"period": "20x1"}, sentence="x")

    assert failure_of(errors.RefusedByServiceError(refused)).fields == {"period": "20x1"}
