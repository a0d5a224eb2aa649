"""The doctor names policy files that are refused."""

from pathlib import Path

from cli.commands.doctor import refused_policies
from policy.load import OFFICES
from runtime.home import Home


def test_a_wrong_file_is_named_with_what_holds_instead(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.policies.mkdir()
    shipped = (OFFICES / "kampar.toml").read_text(encoding="utf-8")
    wrong = shipped.replace('unit = "working_day"', 'unit = "fortnight"', 1)
    (home.policies / "kampar.toml").write_text(wrong, encoding="utf-8")

    (line,) = refused_policies(home)

    assert (line.office, line.code) == ("kampar", "policy_unreadable")
    assert "fortnight" in line.sentence
    assert str(OFFICES / "kampar.toml") in line.instead


def test_without_files_of_its_own_nothing_is_refused(tmp_path: Path) -> None:
    assert refused_policies(Home(tmp_path)) == ()
