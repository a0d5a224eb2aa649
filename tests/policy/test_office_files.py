"""Which files are in force when an office has its own."""

from pathlib import Path

import pytest

from policy.load import HOLIDAYS, OFFICES
from policy.office_files import Choice, choose_all, kept_in

DAY = '[[days]]\non = 2025-07-30\nname = "Libur"\ndecree = "SK 1"\nkind = "{}"\n'


def policy_file(office: str = "bengkalis") -> str:
    return (OFFICES / f"{office}.toml").read_text(encoding="utf-8")


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def chosen(own: Path, office: str = "bengkalis") -> Choice:
    return {choice.office: choice for choice in choose_all(own)}[office]


def path_of(choice: Choice) -> Path:
    assert choice.files is not None
    return choice.files.policy.path


def keep(own: Path, office: str = "bengkalis", text: str | None = None) -> None:
    """A last good copy, as a start leaves it."""
    policy, _, regional = kept_in(office, own)
    put(policy, text or f"# dahulu\n{policy_file(office)}")
    put(regional, "")


class TestWithoutFilesOfItsOwn:
    def test_an_installation_has_those_of_the_program(self, tmp_path: Path) -> None:
        choice = chosen(tmp_path / "kebijakan")
        assert (path_of(choice), choice.refusals) == (OFFICES / "bengkalis.toml", ())

    def test_the_programs_holidays_stand_beside_them(self, tmp_path: Path) -> None:
        files = chosen(tmp_path).files
        assert files is not None
        assert files.national is not None
        assert files.national.path == HOLIDAYS / "indonesia.toml"


class TestOwnFiles:
    def test_an_offices_own_policy_stands_before_the_programs(self, tmp_path: Path) -> None:
        put(tmp_path / "bengkalis.toml", f"# kantor\n{policy_file()}")
        assert path_of(chosen(tmp_path)) == tmp_path / "bengkalis.toml"

    def test_the_other_offices_keep_theirs(self, tmp_path: Path) -> None:
        put(tmp_path / "bengkalis.toml", policy_file())
        assert path_of(chosen(tmp_path, "kampar")) == OFFICES / "kampar.toml"

    @pytest.mark.parametrize("name", ["indonesia.toml", "bengkalis.toml"])
    def test_holidays_of_its_own_stand_before_the_programs(self, tmp_path: Path, name: str) -> None:
        put(tmp_path / "libur" / name, DAY.format("add"))
        loaded = chosen(tmp_path).loaded
        assert loaded is not None
        assert [day.name for day in loaded.days.days] == ["Libur"]

    def test_a_new_office_comes_with_its_file(self, tmp_path: Path) -> None:
        text = policy_file().replace('office = "bengkalis"', 'office = "siak"')
        put(tmp_path / "siak.toml", text.replace('"BKS"', '"SIA"'))
        assert chosen(tmp_path, "siak").loaded is not None


class TestWrongFiles:
    def test_leave_the_last_good_one_in_force(self, tmp_path: Path) -> None:
        keep(tmp_path)
        put(tmp_path / "bengkalis.toml", "office = 1")
        assert path_of(chosen(tmp_path)) == kept_in("bengkalis", tmp_path)[0]

    def test_leave_the_programs_in_force_where_nothing_was_kept(self, tmp_path: Path) -> None:
        put(tmp_path / "bengkalis.toml", "office = 1")
        assert path_of(chosen(tmp_path)) == OFFICES / "bengkalis.toml"

    def test_leave_the_programs_in_force_where_what_was_kept_is_wrong_too(
        self, tmp_path: Path
    ) -> None:
        keep(tmp_path, text="office = 2")
        put(tmp_path / "bengkalis.toml", "office = 1")
        choice = chosen(tmp_path)
        assert path_of(choice) == OFFICES / "bengkalis.toml"
        assert [refusal.file for refusal in choice.refusals] == [str(tmp_path / "bengkalis.toml")]

    def test_leave_a_new_office_without_a_policy(self, tmp_path: Path) -> None:
        put(tmp_path / "siak.toml", "office = 1")
        choice = chosen(tmp_path, "siak")
        assert (choice.loaded, len(choice.refusals)) == (None, 1)

    def test_of_holidays_leave_every_offices_last_good_files_in_force(self, tmp_path: Path) -> None:
        keep(tmp_path)
        put(tmp_path / "libur" / "indonesia.toml", DAY.format("remove"))
        assert path_of(chosen(tmp_path)) == kept_in("bengkalis", tmp_path)[0]
        assert chosen(tmp_path, "kampar").refusals

    def test_are_all_named(self, tmp_path: Path) -> None:
        put(tmp_path / "bengkalis.toml", "office = 1")
        put(tmp_path / "libur" / "bengkalis.toml", "hari = 1")
        assert {Path(refusal.file).parent.name for refusal in chosen(tmp_path).refusals} == {
            "libur",
            tmp_path.name,
        }

    def test_for_another_office_are_refused(self, tmp_path: Path) -> None:
        put(tmp_path / "siak.toml", policy_file())
        (refusal,) = chosen(tmp_path, "siak").refusals
        assert [line for line, _ in refusal.problems] == [4, 9]

    def test_that_cannot_be_opened_are_refused(self, tmp_path: Path) -> None:
        (tmp_path / "bengkalis.toml").mkdir(parents=True)
        choice = chosen(tmp_path)
        assert path_of(choice) == OFFICES / "bengkalis.toml"
        assert "tidak dapat dibuka" in choice.refusals[0].reason
