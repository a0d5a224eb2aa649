"""Holidays and hours in files of their own."""

import datetime as dt
from pathlib import Path

import pytest

from policy.errors import PolicyError
from policy.load import HOLIDAYS, OFFICES, Loaded, load_all, parse, parse_overlay

D = dt.date
DAY = '[[days]]\non = {on}\nname = "{name}"\ndecree = "SK 1/2025"\nkind = "{kind}"\n'
PERIOD = (
    '[[periods]]\nname = "{name}"\nfirst_on = {first}\nlast_on = {last}\ndecree = "SE 1"\n'
    '[periods.hours]\nsenin = ["{hours}"]\n'
)


def day(on: str, name: str = "Libur daerah", kind: str = "add") -> str:
    return DAY.format(on=on, name=name, kind=kind)


def period(first: str, last: str, name: str = "Jam khusus", hours: str = "08:00-12:00") -> str:
    return PERIOD.format(name=name, first=first, last=last, hours=hours)


def loaded(tmp_path: Path, *, national: str = "", regional: str = "", own: str = "") -> Loaded:
    """Bengkalis with files of holidays beside it."""
    (tmp_path / "libur").mkdir()
    (tmp_path / "libur" / "indonesia.toml").write_text(national, encoding="utf-8")
    (tmp_path / "libur" / "bengkalis.toml").write_text(regional, encoding="utf-8")
    text = (OFFICES / "bengkalis.toml").read_text(encoding="utf-8")
    (tmp_path / "bengkalis.toml").write_text(text + own, encoding="utf-8")
    return load_all(tmp_path, tmp_path / "libur")["bengkalis"]


def refused(text: str) -> PolicyError:
    with pytest.raises(PolicyError) as caught:
        parse_overlay(text.encode(), "indonesia.toml")
    return caught.value


class TestWhoHasTheLastWord:
    def test_a_late_decree_is_a_day_off_in_every_office(self, tmp_path: Path) -> None:
        office = loaded(tmp_path, national=day("2025-07-30", "Libur nasional"))
        assert office.calendar.why_off(D(2025, 7, 30)) == "Libur nasional"

    def test_a_regional_holiday_is_a_day_off_in_its_office(self, tmp_path: Path) -> None:
        office = loaded(tmp_path, regional=day("2025-07-30"))
        assert office.calendar.why_off(D(2025, 7, 30)) == "Libur daerah"

    def test_the_offices_file_stands_above_the_countrys(self, tmp_path: Path) -> None:
        both = {"national": day("2025-07-30"), "regional": day("2025-07-30", kind="remove")}
        assert loaded(tmp_path, **both).calendar.is_working_day(D(2025, 7, 30))

    def test_the_policy_stands_above_the_offices_file(self, tmp_path: Path) -> None:
        own = day("2025-07-30", kind="remove").replace("[days]", "[calendar.overlay]")
        office = loaded(tmp_path, regional=day("2025-07-30"), own=f"\n{own}")
        assert office.calendar.is_working_day(D(2025, 7, 30))

    def test_the_offices_own_hours_stand_above_the_countrys(self, tmp_path: Path) -> None:
        national = period("2025-03-01", "2025-03-30")
        regional = period("2025-03-03", "2025-03-03", hours="09:00-10:00")
        calendar = loaded(tmp_path, national=national, regional=regional).calendar
        assert calendar.blocks(D(2025, 3, 3)) == ((540, 600),)
        assert calendar.blocks(D(2025, 3, 10)) == ((480, 720),)

    def test_a_file_changes_the_calendars_version_not_the_policys(self, tmp_path: Path) -> None:
        (tmp_path / "a").mkdir()
        (tmp_path / "b").mkdir()
        without = loaded(tmp_path / "a")
        with_it = loaded(tmp_path / "b", regional=day("2025-07-30"))
        assert without.digest == with_it.digest
        assert without.calendar.version != with_it.calendar.version

    def test_an_office_without_files_has_the_tables_alone(self, tmp_path: Path) -> None:
        raw = (OFFICES / "bengkalis.toml").read_bytes()
        (tmp_path / "bengkalis.toml").write_bytes(raw)
        office = load_all(tmp_path, tmp_path / "libur")["bengkalis"]
        assert office.calendar.version == parse(raw, "uji.toml").calendar.version


class TestWrongFile:
    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            (day("2025-07-30") + day("2025-07-30"), "dipakai dua kali"),
            (day("2025-07-30", kind="remove"), "memang bukan hari libur"),
            (day("2055-07-30"), "di luar kalender"),
            (day("2025-07-30", kind="libur"), "tidak dikenal"),
            (day("2025-07-30") + "jam = 1\n", "`jam` tidak dikenal"),
            ("[calendar]\n", "`calendar` tidak dikenal"),
            (period("2025-03-30", "2025-03-01"), "berakhir sebelum mulai"),
            (period("2025-03-01", "2025-03-30") * 2, "bertumpuk"),
            (period("2025-03-01", "2025-03-30", hours="12:00-08:00"), "berurutan"),
            ("[[days]\n", "bukan TOML"),
        ],
    )
    def test_is_refused_with_the_reason(self, text: str, reason: str) -> None:
        assert reason in refused(text).reason

    def test_is_refused_with_the_line(self) -> None:
        assert refused("# libur\n\n" + day("2025-07-30", kind="remove")).line == 3

    def test_is_refused_with_all_problems_at_once(self) -> None:
        text = day("2025-07-30", kind="remove") + period("2025-03-30", "2025-03-01")
        assert [problem.line for problem in refused(text).problems] == [1, 9]

    def test_that_leaves_an_office_no_hours_refuses_the_office(self, tmp_path: Path) -> None:
        closed = period("2025-01-01", "2025-06-30").replace('senin = ["08:00-12:00"]', "")
        with pytest.raises(PolicyError, match="60 hari"):
            loaded(tmp_path, national=closed)


@pytest.mark.parametrize("path", sorted(HOLIDAYS.glob("*.toml")), ids=lambda path: path.stem)
def test_the_examples_in_a_shipped_file_can_be_used_as_they_stand(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    said = ("[", "on =", "name", "decree", "kind", "first_on", "last_on", "senin")
    remarks = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")]
    examples = "\n".join(remark for remark in remarks if remark.startswith(said))
    overlay = parse_overlay(examples.encode(), path.name)
    assert overlay.days
