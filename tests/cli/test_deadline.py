"""A complaint's deadlines on a screen."""

import datetime as dt

import pytest
from msgspec.structs import replace

from cli.print.day_runs import every_day, folded
from cli.print.deadline import deadline_parts
from cli.print.lengths import hours, length, part
from policy.rules import get_rule
from schemas.base import Occurred
from schemas.deadlines import MoveLine, PauseLine, RungLine, VerdictLine, WarningLine
from tests.cli.deadline_kit import (
    LOADED,
    MARCH_5,
    OFFICER,
    PLACE,
    clock,
    days,
    holding,
    page,
    view,
)
from tests.cli.kit import NOON, WIB, printed

PAGE = """\
Batas waktu pengaduan KPR-2026-000001-5
Status       Dijawab
Diterima     5 Maret 2026
Keadaan per  9 Maret 2026

JANJI KANTOR

Penyelesaian: berjalan, jatuh tempo Sen 9 Mar 2026
  Aturan    14 hari kerja sejak diterima; hari ke-1 = hari kerja berikutnya
  Dasar     Standar pelayanan 2022 (terverifikasi)
  Mulai     Kam 5 Mar 2026
  Terpakai  1 dari 14 hari kerja, sisa 13 hari kerja
  Hari      Kam 5 Mar 2026        hari mulai, belum dihitung
            Jum 6 - Sen 9 Mar 2026  hari ke-1 s.d. ke-2 (Sabtu dan Minggu tidak dihitung)
  Menurut   kampar.settle.2022, kebijakan abababababab, kalender cdcdcdcdcdcd

Waktu per pemegang
Pemegang            Hari kalender   Hari kerja      Waktu kerja   Giliran
─────────────────────────────────────────────────────────────────────────
Petugas pengaduan               1            1   7 jam 30 menit         1
Dinas PUPR                      3            1   1 jam 30 menit         1

Jumlah                          4            2            9 jam         2

Kam 5 Mar 2026 - Sab 7 Mar 2026  Petugas pengaduan
Sab 7 Mar 2026 - Sen 9 Mar 2026  Dinas PUPR

Sampai Sen 9 Mar 2026. Hari diterima bukan hari siapa pun, hari beralih milik penerusnya.
Rantai 4 catatan utuh (posisi 9).
"""


def test_the_page_shows_each_deadline_and_who_held_the_complaint() -> None:
    found = printed(deadline_parts(view(clock(), held=holding()), WIB), width=100)

    assert _spaced(found) == _spaced(PAGE)


def _spaced(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_twenty_working_days_fold_into_a_few_lines() -> None:
    lines = list(folded(days()))

    assert lines[1] == (
        "Jum 6 - Sel 17 Mar 2026",
        "hari ke-1 s.d. ke-8 (Sabtu dan Minggu tidak dihitung)",
    )
    assert len(lines) < 8


def test_folded_days_name_every_holiday() -> None:
    found = days()
    names = {day.reason for day in found if day.kind == "off"} - {"Sabtu", "Minggu"}
    text = " ".join(why for _, why in folded(found))

    assert names
    assert all(name in text for name in names)


def test_the_last_folded_line_ends_on_the_due_day() -> None:
    found = days()
    when, why = list(folded(found))[-1]

    assert (when.endswith(f"{found[-1].on.day} Apr 2026"), why.endswith("ke-20")) == (True, True)


def test_every_day_stands_on_a_line_of_its_own_where_asked() -> None:
    assert len(list(every_day(days()))) == len(days())
    assert "Sab 7 Mar 2026" in page(clock(), days=True)


@pytest.mark.parametrize("width", [70, 80, 100])
def test_a_long_reason_folds_under_itself(width: int) -> None:
    found = clock(days=days(on=dt.date(2025, 1, 24)))
    lines = printed(deadline_parts(view(found), WIB), width=width).splitlines()
    at = next(place for place, line in enumerate(lines) if "Isra Mikraj" in line)
    indent = lines[at].index("Isra Mikraj")

    assert lines[at + 1][:indent].isspace()
    assert not lines[at + 1][indent].isspace()


def test_a_run_over_a_new_year_names_both_years() -> None:
    national = get_rule(LOADED.policy, "bengkalis.settle_national.2009")
    lines = list(folded(days(national, dt.date(2026, 12, 1))))

    assert lines[1] == ("Rab 2 Des 2026 - Sab 30 Jan 2027", "hari ke-1 s.d. ke-60")


def test_a_pause_says_on_whom_it_waits_and_who_caused_it() -> None:
    pause = PauseLine(
        began=Occurred(on=MARCH_5),
        ended=None,
        holder="reporter",
        holder_label="pelapor",
        reason="completion_requested",
        reason_label="permintaan kelengkapan",
        cause=PLACE,
        by=OFFICER,
    )
    text = " ".join(page(clock(pauses=(pause,))).split())

    assert (
        "Kam 5 Mar 2026 sampai sekarang: menunggu pelapor, permintaan kelengkapan; "
        "oleh Petugas operator_1, Ketua tim (peristiwa 3.1)"
    ) in text


def test_a_move_says_from_when_to_when_and_why() -> None:
    move = MoveLine(
        reason="calendar",
        reason_label="hari libur baru ditetapkan",
        was_on=MARCH_5,
        due_on=dt.date(2026, 3, 6),
        calendar="cd" * 32,
        recorded_at=NOON,
    )

    assert "dari Kam 5 Mar 2026 ke Jum 6 Mar 2026: hari libur baru ditetapkan" in page(
        clock(moves=(move,))
    )


def test_a_verdict_that_was_taken_back_is_said_aloud() -> None:
    verdict = VerdictLine(
        verdict="missed",
        label="terlambat",
        at=PLACE,
        due_on=MARCH_5,
        ended=None,
        used=None,
        policy="ab" * 32,
        calendar="cd" * 32,
        recorded_at=NOON,
    )
    back = replace(
        verdict, overturned_at=NOON, overturned_reason="corrected", overturned_label="dibetulkan"
    )
    text = " ".join(page(clock(verdicts=(back,))).split())

    assert "terlambat terhadap Kam 5 Mar 2026; dicatat 5 Maret 2026 12.30.09 WIB" in text
    assert "DIBATALKAN 5 Maret 2026 12.30.09 WIB: dibetulkan" in text


def test_the_ladder_says_what_to_do_and_who_has_seen_it() -> None:
    rung = RungLine(
        level=1,
        to="ketua_tim",
        to_label="Ketua tim",
        action="telepon",
        action_label="Hubungi lewat telepon",
        recorded_at=NOON,
        next_at=NOON,
    )
    seen = replace(rung, acknowledged_at=NOON, acknowledged_by=OFFICER)
    missed = clock(state="missed", rungs=(rung, seen))
    text = " ".join(page(missed).split())

    assert "tingkat 1: Hubungi lewat telepon, kepada Ketua tim" in text
    assert "belum diketahui, tingkat berikutnya 5 Maret 2026" in text
    assert "diketahui 5 Maret 2026 12.30.09 WIB oleh Petugas operator_1" in text


def test_of_a_miss_that_is_over_nobody_is_awaited() -> None:
    rung = RungLine(
        level=1,
        to="ketua_tim",
        to_label="Ketua tim",
        action="telepon",
        action_label="Hubungi lewat telepon",
        recorded_at=NOON,
        next_at=None,
    )

    assert "belum diketahui" not in page(clock(state="missed", goes_on=False, rungs=(rung,)))


def test_a_warning_says_how_much_time_was_over() -> None:
    warned = WarningLine(step=1, percent=50, to="ketua_tim", to_label="Ketua tim", recorded_at=NOON)

    assert "ke-1: 50 % waktu terpakai, Ketua tim" in page(clock(warnings=(warned,)))


def test_a_clock_that_cannot_be_judged_says_why_and_no_more() -> None:
    bare = clock(
        state="not_judgeable",
        state_label="tidak dapat dinilai",
        why="akhir tidak diketahui",
        policy=None,
        due_on=None,
        days=(),
    )
    text = page(bare)

    assert "Penyelesaian: tidak dapat dinilai, akhir tidak diketahui" in text
    assert "Terpakai" not in text


def test_days_that_lead_elsewhere_are_said_to_differ() -> None:
    text = " ".join(page(clock(differs=True, calendar_kept=False)).split())

    assert ("BERBEDA" in text, "menurut kalender hari ini" in text) == (True, True)


def test_a_rule_of_a_policy_that_nobody_kept_is_said_to_be_todays() -> None:
    text = " ".join(page(clock(policy_kept=False)).split())

    assert "aturan menurut kebijakan hari ini" in text


def test_what_binds_the_reporter_is_no_failure_of_the_office() -> None:
    assert "bukan kelalaian kantor" in page(clock(binds="reporter"))


def test_an_unknown_time_of_holders_is_said() -> None:
    assert "Waktu per pemegang tidak dapat dihitung" in page(clock())


def test_lengths_read_like_an_officer_says_them() -> None:
    assert length(5, "working_day") == "5 hari kerja"
    assert length(150, "working_hour") == "2 jam 30 menit kerja"
    assert part(1, 14, "calendar_day") == "1 dari 14 hari kalender"
    assert hours(0) == "0 menit"
