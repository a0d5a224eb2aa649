"""What would have been under another policy, as it is printed."""

import datetime as dt
from pathlib import Path

import pytest
from msgspec.structs import replace

from cli import __main__ as entry
from cli.commands.whatif import LARGEST
from cli.exits import REFUSED
from cli.print.whatif import SHOWN, whatif_parts
from schemas.rekap import PeriodView
from schemas.whatif import Changed, Coming, Held, Some, Trialled, Verdicts, WhatIfResult
from tests.cli.kit import CUT_OFF, NOON, printed

PAGE = """\
DPMPTSP Banten
Andai dengan coba.toml, Semester I 2025

1.234 pengaduan dinilai kembali menurut coba.toml. Semula: keputusan yang tercatat; andai:
menurut berkas itu. Tidak ada yang ditulis.

Per aturan (semula -> andai)
                                                                  Tidak dapat
Aturan                       Tepat waktu   Terlambat   Berjalan       dinilai
─────────────────────────────────────────────────────────────────────────────
Penyelesaian, 5 hari kerja      40 -> 31      2 -> 9     1 -> 0             3
banten.settle.2027
Rapat internal                    5 -> 0           -          -             -
tidak ada dalam berkas ini

Per unit dan OPD, semua aturan (semula -> andai)
                                                      Tidak dapat
Unit atau OPD    Tepat waktu   Terlambat   Berjalan       dinilai
─────────────────────────────────────────────────────────────────
Meja pengaduan      45 -> 31      2 -> 9     1 -> 0             3

3 tenggat belum pernah dinilai, karena aturannya belum ada atau tanggalnya tidak lengkap;
semuanya hanya terhitung di sisi andai.

Keputusan yang akan berbeda
                                                             Jatuh tempo
Nomor               Tenggat        Semula        Andai       andai          Selisih
───────────────────────────────────────────────────────────────────────────────────
BTN-2025-000001-4   Penyelesaian   tepat waktu   terlambat   10-03-2025    -21 hari

Aturan banten.settle.2027 (mulai 01-01-2027) dianggap berlaku.

Dasar: PENGADUAN_banten_1 nomor 16 · keadaan per 31 Maret 2021 · kebijakan abababababab ·
tuntas/0.1.0 · cases v1
Berkas coba.toml cdcdcdcdcdcd · kalender efefefefefef
"""
CHANGED = Changed(
    number="BTN-2025-000001-4",
    clock="settle",
    label="Penyelesaian",
    before="met",
    after="missed",
    due_before=dt.date(2025, 3, 31),
    due_after=dt.date(2025, 3, 10),
    days=-21,
)


def verdicts(**counts: int) -> Verdicts:
    return Verdicts(**{name: Some(count=count) for name, count in counts.items()})


def result(**changes: object) -> WhatIfResult:
    settle = Trialled(
        clock="settle",
        label="Penyelesaian",
        rule="banten.settle.2027",
        promise="5 hari kerja",
        ahead=True,
        before=verdicts(met=40, missed=2, running=1, absent=3),
        after=verdicts(met=31, missed=9, unjudgeable=3),
    )
    meeting = Trialled(
        clock="meeting",
        label="Rapat internal",
        rule=None,
        promise=None,
        ahead=False,
        before=verdicts(met=5),
        after=verdicts(absent=5),
    )
    desk = Held(
        kind="desk",
        code=None,
        label="Meja pengaduan",
        before=verdicts(met=45, missed=2, running=1),
        after=verdicts(met=31, missed=9, unjudgeable=3),
        rules=(),
    )
    found = WhatIfResult(
        office="banten",
        office_name="DPMPTSP Banten",
        period=PeriodView(
            text="2025-S1",
            label="Semester I 2025",
            first_on=dt.date(2025, 1, 1),
            last_on=dt.date(2025, 6, 30),
        ),
        file="coba.toml",
        policy="cd" * 32,
        calendar="ef" * 32,
        cut_off=CUT_OFF,
        moment=NOON,
        cases=1234,
        rules=(settle, meeting),
        holders=(desk,),
        changed=(CHANGED,),
        changed_total=1,
        ahead=(Coming(rule="banten.settle.2027", since=dt.date(2027, 1, 1)),),
        waiting=(),
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def page(**changes: object) -> str:
    return printed(whatif_parts(result(**changes)), width=95)


def test_the_page_says_what_was_and_what_would_have_been() -> None:
    assert printed(whatif_parts(result()), width=94) == PAGE


def test_more_changes_than_fit_the_screen_are_counted() -> None:
    found = page(changed=(CHANGED,) * 30, changed_total=1500)

    assert found.count("BTN-2025-000001-4") == SHOWN
    assert "dan 1.480 lagi; --json memuat sampai 30." in found


def test_no_change_is_said_in_words() -> None:
    assert "Tidak ada keputusan tercatat yang akan berbeda." in page(changed=(), changed_total=0)


def test_an_empty_period_is_said_in_words() -> None:
    found = page(cases=0, rules=(), holders=(), changed=(), changed_total=0)

    assert "Tidak ada pengaduan yang diterima dalam Semester I 2025" in found
    assert "Per aturan" not in found


def test_a_policy_without_a_rule_for_the_period_is_said_in_words() -> None:
    assert "Tidak ada aturan dalam berkas ini yang berlaku" in page(rules=(), holders=())


def test_a_rule_that_waits_behind_another_is_named() -> None:
    waiting = (Coming(rule="banten.settle.2028", since=dt.date(2028, 1, 1)),)

    assert "Aturan banten.settle.2028 (mulai 01-01-2028) tidak dicoba" in page(waiting=waiting)


def test_with_strict_dates_it_is_said_which_rules_are_not_in_force_yet() -> None:
    waiting = (Coming(rule="banten.settle.2028", since=dt.date(2028, 1, 1)),)
    found = page(waiting=waiting, ahead=(), strict_dates=True)

    assert "Belum berlaku: banten.settle.2028 (mulai 01-01-2028)." in found


def test_a_due_day_that_no_calendar_knows_has_no_difference() -> None:
    changed = replace(CHANGED, after="unjudgeable", due_after=None, days=None)

    assert "-21 hari" not in page(changed=(changed,))


def test_the_due_day_stands_whole_beside_long_names() -> None:
    long = replace(CHANGED, label="Tanggapan pertama (batas nasional)", after="unjudgeable")
    found = printed(whatif_parts(result(changed=(long,))), width=100)

    assert [part for part in ("10-03-2025", "-21 hari", "BTN-2025-000001-4") if part in found] == [
        "10-03-2025",
        "-21 hari",
        "BTN-2025-000001-4",
    ]


def test_numbers_and_rules_stand_whole_on_a_narrow_screen() -> None:
    found = printed(whatif_parts(result()), width=72)

    assert "BTN-2025-000001-4" in found
    assert "banten.settle.2027" in found


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "unreadable_file"),
        (b"", "empty_file"),
        (b"\xff\xfe", "unreadable_file"),
        (b"#" * (LARGEST + 1), "policy_too_large"),
        (b"\n" * (LARGEST - 1), "policy_too_large"),
    ],
)
def test_a_file_that_can_be_no_policy_is_refused_before_anything_starts(
    content: bytes | None, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "coba.toml"
    if content is not None:
        path.write_bytes(content)

    assert entry.main(["whatif", "bengkalis", "--policy", str(path), "--period", "2025"]) == REFUSED
    assert f"[{code}]" in capsys.readouterr().err.replace("\n", "")
