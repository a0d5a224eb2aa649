"""`tuntas policy`: what it prints, copies and returns."""

from pathlib import Path

import msgspec
import pytest

from cli import __main__ as entry
from cli.exits import OK, REFUSED
from policy.load import HOLIDAYS, OFFICES

DAY = '[[days]]\non = 2025-07-30\nname = "Libur"\ndecree = "SK 1"\nkind = "{}"\n'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def policy(home: Path, *words: str | Path) -> int:
    return entry.main(["policy", *map(str, words), "--home", str(home)])


def file(tmp_path: Path, text: str, name: str = "bengkalis.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def shipped(office: str = "bengkalis") -> str:
    return (OFFICES / f"{office}.toml").read_text(encoding="utf-8")


class TestCheck:
    def test_prints_the_rules_of_every_office(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert policy(home, "check") == OK
        out = capsys.readouterr().out
        assert [name for name in ("Banten", "Bengkalis", "Kampar") if name not in out] == []

    def test_says_how_long_on_what_ground_and_how_sure(
        self, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        policy(home, "check", file(tmp_path, shipped()))
        out = capsys.readouterr().out
        said = ("20 hari kerja", "UU 25/2009 Pasal 44", "terverifikasi", "perlu diverifikasi")
        assert [words for words in said if words not in out] == []

    def test_says_from_what_to_what_in_words(
        self, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        policy(home, "check", file(tmp_path, shipped("kampar"), "kampar.toml"))
        out = capsys.readouterr().out
        # A narrow page breaks the sentence, so only words are looked for.
        assert [word for word in ("sejak", "diverifikasi", "ditutup") if word not in out] == []
        assert [word for word in ("Received", "Verified", "Closed") if word in out] == []

    def test_leaves_out_what_is_no_longer_in_force(
        self, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        policy(home, "check", file(tmp_path, shipped()))
        assert "bengkalis.settle.2023" not in capsys.readouterr().out

    def test_names_every_problem_with_file_and_line(
        self, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        wrong = file(tmp_path, shipped().replace('unit = "calendar_day"', 'unit = "bulan"'))

        assert policy(home, "check", wrong) == REFUSED

        at = [n for n, line in enumerate(wrong.read_text().splitlines(), 1) if '"bulan"' in line]
        said = "nilai 'bulan' tidak dikenal: tulis `working_day` atau `calendar_day` atau"
        expected = "".join(f"{wrong}:{line}: {said} `working_hour`\n" for line in at)
        assert capsys.readouterr().out == expected

    def test_without_files_names_what_is_wrong_in_the_home(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (home / "kebijakan").mkdir(parents=True)
        own = file(home / "kebijakan", shipped().replace("amount = 20", "amount = 0"))
        assert policy(home, "check") == REFUSED
        assert f"{own}:" in capsys.readouterr().out

    def test_looks_at_a_file_of_holidays_together_with_its_office(
        self, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert policy(home, "check", file(tmp_path, DAY.format("remove"))) == REFUSED
        assert "memang bukan hari libur" in capsys.readouterr().out

    @pytest.mark.parametrize("name", ["indonesia.toml", "siak.toml"])
    def test_looks_at_holidays_of_the_country_and_of_an_unknown_office(
        self, home: Path, tmp_path: Path, name: str
    ) -> None:
        assert policy(home, "check", file(tmp_path, DAY.format("add"), name)) == OK
        assert policy(home, "check", file(tmp_path, DAY.format("remove"), name)) == REFUSED

    def test_refuses_a_number_prefix_that_another_office_has(
        self, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        wrong = file(tmp_path, shipped().replace('"BKS"', '"KPR"'))
        assert policy(home, "check", wrong) == REFUSED
        assert "`KPR` sudah dipakai kantor `kampar`" in capsys.readouterr().out

    def test_speaks_to_programs(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        policy(home, "check", "--json")
        said = msgspec.json.decode(capsys.readouterr().out)
        assert (said["refused"], sorted(said["offices"])) == (
            False,
            ["banten", "bengkalis", "kampar"],
        )

    def test_tells_programs_of_every_problem(
        self, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        wrong = file(tmp_path, "office = bengkalis")
        policy(home, "check", wrong, "--json")
        (problem,) = msgspec.json.decode(capsys.readouterr().out)["problems"]
        assert (problem["file"], problem["line"]) == (str(wrong), 1)

    def test_refuses_a_file_that_is_not_there(self, home: Path, tmp_path: Path) -> None:
        assert policy(home, "check", tmp_path / "nix.toml") == REFUSED


class TestUse:
    def test_copies_a_policy_to_its_offices_place(self, home: Path, tmp_path: Path) -> None:
        new = file(tmp_path, f"# baru\n{shipped()}", "usulan.toml")
        assert policy(home, "use", new) == OK
        assert (home / "kebijakan" / "bengkalis.toml").read_bytes() == new.read_bytes()

    @pytest.mark.parametrize("name", ["indonesia.toml", "bengkalis.toml"])
    def test_copies_holidays_beside_it(self, home: Path, tmp_path: Path, name: str) -> None:
        assert policy(home, "use", file(tmp_path, DAY.format("add"), name)) == OK
        assert (home / "kebijakan" / "libur" / name).read_text() == DAY.format("add")

    def test_says_when_it_takes_effect(
        self, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        policy(home, "use", file(tmp_path, shipped()))
        assert "berlaku pada start berikutnya" in capsys.readouterr().out

    def test_leaves_all_as_it_was_when_one_file_is_wrong(self, home: Path, tmp_path: Path) -> None:
        good = file(tmp_path, shipped("kampar"), "kampar.toml")
        wrong = file(tmp_path, "office = 1")
        assert policy(home, "use", good, wrong) == REFUSED
        assert not (home / "kebijakan").exists()

    def test_needs_a_file(self, home: Path) -> None:
        assert policy(home, "use") == REFUSED

    def test_takes_the_shipped_files(self, home: Path) -> None:
        assert policy(home, "use", OFFICES / "kampar.toml", HOLIDAYS / "indonesia.toml") == OK
