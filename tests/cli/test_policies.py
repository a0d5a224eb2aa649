"""What a start does with the policies of an installation."""

from pathlib import Path

import msgspec
import pytest

from cli.policies import keep_good, policies_of, take_up
from policy.load import OFFICES
from policy.office_files import kept_in
from runtime.home import Home
from runtime.logs import logging_to

DAY = '[[days]]\non = 2025-07-30\nname = "Libur"\ndecree = "SK 1"\nkind = "add"\n'


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    (home.policies / "libur").mkdir(parents=True)
    return home


def start(home: Home) -> list[str]:
    """A start with whatever lies there; returns what it complained of."""
    said: list[str] = []
    _, choices = take_up(home, said.append)
    keep_good(home, choices)
    return said


def own(home: Home, text: str, office: str = "bengkalis") -> None:
    (home.policies / f"{office}.toml").write_text(text, encoding="utf-8")


def shipped(office: str = "bengkalis") -> str:
    return (OFFICES / f"{office}.toml").read_text(encoding="utf-8")


def test_a_good_start_is_silent(home: Home) -> None:
    assert start(home) == []


def test_the_policy_of_the_last_good_start_outlives_a_wrong_file(home: Home) -> None:
    own(home, shipped().replace("amount = 20", "amount = 19"))
    start(home)
    own(home, shipped().replace("amount = 20", "amount = 0"))

    said = start(home)

    amounts = {rule.id: rule.amount for rule in policies_of(home)["bengkalis"].policy.rules}
    assert (amounts["bengkalis.settle.2025"], len(said)) == (19, 1)


def test_it_outlives_every_later_start_with_the_wrong_file(home: Home) -> None:
    own(home, f"# kantor\n{shipped()}")
    start(home)
    own(home, "office = 1")
    for _ in range(2):
        start(home)
    assert policies_of(home)["bengkalis"].raw.startswith(b"# kantor")


def test_the_holidays_of_the_last_good_start_stay_with_its_policy(home: Home) -> None:
    (home.policies / "libur" / "bengkalis.toml").write_text(DAY, encoding="utf-8")
    own(home, shipped())
    start(home)
    (home.policies / "libur" / "bengkalis.toml").unlink()
    own(home, "office = 1")

    days = policies_of(home)["bengkalis"].days.days

    assert [day.name for day in days] == ["Libur"]


def test_a_repaired_file_is_in_force_at_the_next_start(home: Home) -> None:
    own(home, "office = 1")
    start(home)
    own(home, f"# betul\n{shipped()}")
    assert (start(home), policies_of(home)["bengkalis"].raw[:7]) == ([], b"# betul")


def test_a_complaint_names_the_file_the_line_and_what_holds_instead(home: Home) -> None:
    own(home, shipped().replace("amount = 20", "amount = 0"))

    (said,) = start(home)

    line = shipped().splitlines().index("amount = 20") + 1
    assert f"baris {line}: harus >= 1" in said
    assert str(home.policies / "bengkalis.toml") in said
    assert f"tetap memakai {OFFICES / 'bengkalis.toml'}" in said


def test_an_office_without_any_usable_file_is_left_out_and_named(home: Home) -> None:
    own(home, "office = 1", "siak")

    (said,) = start(home)

    assert ("Kantor siak tidak dilayani" in said, "siak" in policies_of(home)) == (True, False)


def test_a_refusal_is_logged_with_file_line_and_reason(home: Home, tmp_path: Path) -> None:
    own(home, shipped().replace("amount = 20", "amount = 0"))

    with logging_to(tmp_path / "tuntas.log"):
        start(home)

    (text,) = (tmp_path / "tuntas.log").read_text().splitlines()
    said = msgspec.json.decode(text)
    line = shipped().splitlines().index("amount = 20") + 1
    assert (said["event"], said["level"], said["office"], said["problems"]) == (
        "policy_refused",
        "critical",
        "bengkalis",
        [f"{line}: harus >= 1"],
    )


def test_a_copy_that_cannot_be_kept_does_not_stop_the_start(home: Home, tmp_path: Path) -> None:
    (home.policies / ".berlaku").write_text("", encoding="utf-8")

    with logging_to(tmp_path / "tuntas.log"):
        assert start(home) == []

    assert "policy_not_kept" in (tmp_path / "tuntas.log").read_text()


def test_a_kept_copy_is_written_once(home: Home) -> None:
    start(home)
    places = [kept_in("kampar", home.policies)[at] for at in range(3)]
    before = [place.stat().st_ino for place in places]
    start(home)
    assert before == [place.stat().st_ino for place in places]
