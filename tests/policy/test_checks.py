"""Policy files that are refused: each with its line and reason, all at once."""

import pytest

from policy.errors import PolicyError
from policy.load import parse
from tests.policy.refused import COMPLETION, SETTLE, STORED, only, problems, with_field

LADDER = """
[[ladders]]
code = "{code}"
label = "Pengejaran"
citation = "contoh"
rungs = [
  {{ action = "{action}", to = "ketua_tim", next_after = 2 }},
  {{ action = "laporan", to = "{to}" }},
]
"""
ACTIONS = 'actions = [{ code = "laporan", label = "Laporan" }]\n'
PERIOD = """
[[calendar.periods]]
name = "{name}"
first_on = {first}
last_on = {last}
decree = "SE 1/2025"

[calendar.periods.hours]
senin = ["{hours}"]
"""


@pytest.fixture(scope="module")
def file() -> str:
    """A policy without ladders and pauses, which stays as it is whatever is shipped."""
    return STORED.read_text(encoding="utf-8")


def with_ladders(
    file: str,
    *codes: str,
    action: str = "laporan",
    to: str = "kepala_dinas",
    actions: str = ACTIONS,
) -> str:
    ladders = (LADDER.format(code=code, action=action, to=to) for code in codes)
    return f"{file.replace('returns = [', f'{actions}returns = [', 1)}{''.join(ladders)}"


def with_period(
    file: str, *, first: str, last: str, hours: str = "08:00-12:00", name: str = "Jam khusus"
) -> str:
    return file + PERIOD.format(name=name, first=first, last=last, hours=hours)


class TestRules:
    def test_with_a_role_to_warn_that_the_office_lacks_are_refused(self, file: str) -> None:
        text = with_field(file, SETTLE, 'warn_at = [80]\nwarn_to = "bupati"')
        assert only(text) == ('warn_to = "bupati"', "peran `bupati` tidak ada dalam `roles`")

    def test_that_warn_somebody_of_nothing_are_refused(self, file: str) -> None:
        line, reason = only(with_field(file, SETTLE, 'warn_to = "petugas"'))
        assert line == 'warn_to = "petugas"'
        assert "tulis juga `warn_at`, atau hapus `warn_to`" in reason

    def test_with_a_ladder_that_is_not_there_are_refused(self, file: str) -> None:
        line, reason = only(with_field(file, SETTLE, 'ladder = "kejar"'))
        assert (line, reason) == (
            'ladder = "kejar"',
            "tangga `kejar` tidak ada dalam `ladders`",
        )

    def test_that_close_as_no_outcome_of_the_office_are_refused(self, file: str) -> None:
        text = with_field(file, COMPLETION, 'binds = "reporter"\ncloses_as = "hilang"')
        assert only(text) == ('closes_as = "hilang"', "hasil `hilang` tidak ada dalam `outcomes`")

    def test_that_close_a_case_for_the_offices_own_lateness_are_refused(self, file: str) -> None:
        line, reason = only(with_field(file, SETTLE, 'closes_as = "selesai"'))
        assert (line, "binds" in reason) == ('closes_as = "selesai"', True)

    def test_that_close_for_the_reporters_silence_are_taken(self, file: str) -> None:
        text = with_field(file, COMPLETION, 'binds = "reporter"\ncloses_as = "tidak_dilengkapi"')
        assert parse(text.encode(), "uji.toml").policy.rules

    def test_of_silence_that_start_late_are_refused(self, file: str) -> None:
        line, reason = only(with_field(file, COMPLETION, "silence = true"))
        assert (line, "`Received`" in reason) == ('starts = "CompletionRequested"', True)

    @pytest.mark.parametrize("warn_at", ["[80, 50]", "[50, 50]"])
    def test_whose_warnings_do_not_rise_are_refused(self, file: str, warn_at: str) -> None:
        line, reason = only(with_field(file, SETTLE, f"warn_at = {warn_at}"))
        assert (line, "makin" in reason) == (f"warn_at = {warn_at}", True)

    def test_that_pause_from_their_first_moment_are_refused(self, file: str) -> None:
        line, reason = only(with_field(file, COMPLETION, 'pauses = ["reporter"]'))
        assert (line, "CompletionRequested" in reason) == ('pauses = ["reporter"]', True)


class TestLadders:
    def test_are_taken_when_all_they_name_is_there(self, file: str) -> None:
        text = with_ladders(with_field(file, SETTLE, 'ladder = "a"'), "a")
        assert parse(text.encode(), "uji.toml").policy.ladders[0].rungs[0].next_after == 2

    def test_of_the_same_code_are_refused(self, file: str) -> None:
        line, reason = only(with_ladders(file, "a", "a"))
        assert (line, reason) == ("[[ladders]]", "kode `a` dipakai dua kali")

    def test_with_an_unknown_action_are_refused(self, file: str) -> None:
        line, reason = only(with_ladders(file, "a", action="sihir"))
        assert ('action = "sihir"' in line, reason) == (
            True,
            "tindakan `sihir` tidak ada dalam `actions`",
        )

    def test_with_an_unknown_role_are_refused(self, file: str) -> None:
        line, reason = only(with_ladders(file, "a", to="bupati"))
        assert ('to = "bupati"' in line, reason) == (True, "peran `bupati` tidak ada dalam `roles`")

    def test_without_a_rung_are_refused(self, file: str) -> None:
        text = f'{file}\n[[ladders]]\ncode = "a"\nlabel = "A"\ncitation = "x"\nrungs = []\n'
        assert only(text) == ("rungs = []", "tidak boleh kosong")


class TestWords:
    @pytest.mark.parametrize(
        "terms",
        [
            'waits = [{ code = "a", label = "A", party = "outside" }, {} ]',
            'actions = [{ code = "a", label = "A" }, {} ]',
        ],
    )
    def test_of_waits_and_actions_must_differ(self, file: str, terms: str) -> None:
        again = '{ code = "a", label = "B"' + (
            ', party = "outside" }' if "party" in terms else " }"
        )
        terms = terms.replace("{}", again)
        line, reason = only(file.replace("returns = [", f"{terms}\nreturns = [", 1))
        assert (line, reason) == (terms, "kode `a` dipakai dua kali")


class TestCalendar:
    def test_with_no_working_hour_in_sixty_days_is_refused(self, file: str) -> None:
        text = with_period(file, first="2026-01-01", last="2026-03-01", hours="x")
        text = text.replace('senin = ["x"]', "senin = []")
        line, reason = only(text)
        assert (line, "2026-01-01 sampai 2026-03-01" in reason) == ("[calendar]", True)

    def test_with_less_than_sixty_days_without_an_hour_is_taken(self, file: str) -> None:
        text = with_period(file, first="2026-01-01", last="2026-02-26", hours="x")
        assert parse(text.replace('senin = ["x"]', "senin = []").encode(), "uji.toml").policy.rules

    def test_with_a_reversed_period_is_refused(self, file: str) -> None:
        line, reason = only(with_period(file, first="2026-03-20", last="2026-02-19"))
        assert (line, reason) == ("last_on = 2026-02-19", "`Jam khusus` berakhir sebelum mulai")

    def test_with_two_periods_for_one_day_is_refused(self, file: str) -> None:
        text = with_period(file, first="2026-02-19", last="2026-03-20")
        text = with_period(text, first="2026-03-20", last="2026-03-25", name="Lain")
        line, reason = only(text)
        assert (line, reason) == (
            "[[calendar.periods]]",
            "`Lain` bertumpuk dengan `Jam khusus`",
        )

    def test_with_a_period_whose_blocks_overlap_is_refused(self, file: str) -> None:
        text = with_period(file, first="2026-02-19", last="2026-03-20", hours="12:00-08:00")
        assert only(text)[0] == 'senin = ["12:00-08:00"]'

    def test_with_a_period_beyond_its_years_is_refused(self, file: str) -> None:
        line, reason = only(with_period(file, first="2026-02-19", last="2062-03-20"))
        assert ("2005-2045" in reason, line) == (True, "[[calendar.periods]]")

    def test_with_a_day_off_beyond_its_years_is_refused(self, file: str) -> None:
        day = '[[calendar.overlay]]\non = 2062-08-19\nname = "x"\ndecree = "y"\nkind = "add"\n'
        assert "2005-2045" in only(f"{file}\n{day}")[1]

    @pytest.mark.parametrize("zone", ["", "Asia", "Asia/Bengkalis", "../passwd"])
    def test_in_a_zone_that_is_none_is_refused(self, file: str, zone: str) -> None:
        text = file.replace('zone = "Asia/Jakarta"', f'zone = "{zone}"')
        assert "zona waktu" in only(text)[1]


class TestAllAtOnce:
    def test_what_is_misshapen_in_several_rules_is_named(self, file: str) -> None:
        text = file.replace('unit = "calendar_day"', 'unit = "bulan"')
        assert len(problems(text)) == file.count('unit = "calendar_day"')

    def test_several_things_wrong_in_one_rule_are_named(self, file: str) -> None:
        text = with_field(file, SETTLE, 'warn_at = [0]\nbinds = "kantor"\nhari = 1')
        assert [line for line, _ in problems(text)] == [
            "warn_at = [0]",
            'binds = "kantor"',
            "hari = 1",
        ]

    def test_what_is_wrong_in_meaning_is_named_beside_what_is_misshapen(self, file: str) -> None:
        text = file.replace('amount = 3\nunit = "working_day"', 'amount = 0\nunit = "working_day"')
        text = text.replace('escalate_to = ["ketua_tim"]', 'escalate_to = ["bupati"]')
        assert {line for line, _ in problems(text)} == {
            "amount = 0",
            'escalate_to = ["bupati"]',
        }

    def test_an_impossible_calendar_is_named_beside_other_faults(self, file: str) -> None:
        text = with_period(file, first="2026-01-01", last="2026-03-01", hours="x")
        text = text.replace('senin = ["x"]', "senin = []").replace("amount = 20", "amount = 0")
        assert {line for line, _ in problems(text)} == {"amount = 0", "[calendar]"}

    def test_a_list_that_is_misshapen_is_not_missed_by_who_names_it(self, file: str) -> None:
        text = file.replace('{ code = "kepala_dinas", ', "{ kode = 1, ")
        assert {reason for _, reason in problems(text)} == {
            "isian `kode` tidak dikenal",
            "isian `code` belum ada",
        }

    def test_a_word_list_that_is_no_list_is_named_once(self, file: str) -> None:
        text = file.replace("permit_types = []", 'permit_types = "semua"')
        assert only(text) == ('permit_types = "semua"', "seharusnya `array`, tertulis `str`")

    def test_every_field_that_an_empty_file_lacks_is_named(self) -> None:
        assert len(problems("\n")) > 20

    def test_everything_stands_in_the_order_of_the_file(self, file: str) -> None:
        text = file.replace('unit = "calendar_day"', 'unit = "bulan"')
        with pytest.raises(PolicyError) as caught:
            parse(text.encode(), "uji.toml")
        lines = [problem.line for problem in caught.value.problems]
        assert lines == sorted(lines)
