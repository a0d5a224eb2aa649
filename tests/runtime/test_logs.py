"""Where logs go, and until when."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from runtime.home import Home
from runtime.logs import log_to, logging_to


@pytest.fixture(autouse=True)
def configured_again() -> Iterator[None]:
    yield
    structlog.reset_defaults()


def test_two_systems_one_after_the_other_log_each_to_its_own_file(tmp_path: Path) -> None:
    for name in ("first", "second"):
        with logging_to(tmp_path / name / "tuntas.log"):
            structlog.get_logger().info("begun", home=name)

    for name in ("first", "second"):
        (line,) = (tmp_path / name / "tuntas.log").read_text().splitlines()
        assert json.loads(line)["home"] == name


def test_after_a_system_only_warnings_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with logging_to(tmp_path / "tuntas.log"):
        pass
    structlog.get_logger().info("quiet")
    structlog.get_logger().warning("loud")

    assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == ["loud"]


def test_a_traceback_shows_no_values(capsys: pytest.CaptureFixture[str]) -> None:
    log_to(None, logging.INFO)
    name = "Siti Rahmawati"
    try:
        assert not name, "failed"
    except AssertionError:
        structlog.get_logger().exception("failed")

    written = capsys.readouterr().err
    assert json.loads(written)["exception"]
    assert "locals" not in written


def test_a_log_and_a_lock_are_for_their_owner_only(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with home.held(), logging_to(home.logs / "tuntas.log"):
        files = [path for path in home.root.rglob("*") if path.is_file()]

    assert {path.name: path.stat().st_mode & 0o777 for path in files} == {
        "lock": 0o600,
        "tuntas.log": 0o600,
    }
