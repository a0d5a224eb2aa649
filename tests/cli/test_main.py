"""The program's entry, without a system behind it."""

from collections.abc import Sequence
from typing import NoReturn

import msgspec
import pytest

from cli import __main__ as entry
from cli.app import COMMANDS
from cli.exits import INTERRUPTED, OK, OUR_FAULT, REFUSED
from runtime.program import VERSION


def _fail_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def run(_tokens: Sequence[str]) -> NoReturn:
        raise error

    monkeypatch.setattr(entry, "run", run)


def test_the_version_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert (entry.main(["version"]), capsys.readouterr().out) == (OK, f"tuntas {VERSION}\n")


def test_json_stands_alone_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    entry.main(["version", "--json"])

    assert msgspec.json.decode(capsys.readouterr().out)["version"] == VERSION


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    entry.main(["--help"])

    out = capsys.readouterr().out
    assert [name for name in COMMANDS if name not in out] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_page_of_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert (entry.main([command, "--help"]), "Usage: tuntas" in capsys.readouterr().out) == (
        OK,
        True,
    )


@pytest.mark.parametrize(
    "tokens",
    [
        ["bogus"],
        ["rekap"],
        ["rekap", "bengkalis"],
        ["rekap", "bengkalis", "--period"],
        ["rekap", "bengkalis", "--period", "2023", "--as-of", "kemarin"],
        ["rekap", "bengkalis", "--period", "2023", "--format", "xml"],
        ["list", "bengkalis", "--limit", "0"],
        ["version", "--bogus"],
        ["import", "bengkalis"],
        ["import", "bengkalis", "/nowhere/x.csv"],
        ["import", "bengkalis", "x.csv", "--undo", "y"],
        ["show", "XYZ-1"],
        ["show", "BKS-2026-000123-0"],
        ["replay", "bengkalis", "--until", "kemarin"],
    ],
    ids=" ".join,
)
def test_bad_input_is_refused_before_anything_starts(tokens: list[str]) -> None:
    assert entry.main(tokens) == REFUSED


def test_our_own_fault_shows_a_number_and_no_words_of_people(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _fail_with(monkeypatch, RuntimeError("Siti Contoh 0812"))

    code = entry.main(["version"])

    captured = capsys.readouterr()
    assert (code, "Siti" in captured.err, captured.out) == (OUR_FAULT, False, "")


def test_a_traceback_is_shown_when_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _fail_with(monkeypatch, RuntimeError("x"))

    entry.main(["version", "--debug"])

    assert "Traceback" in capsys.readouterr().err


def test_ctrl_c_ends_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _fail_with(monkeypatch, KeyboardInterrupt())

    assert (entry.main([]), capsys.readouterr().err) == (INTERRUPTED, "Dihentikan.\n")
