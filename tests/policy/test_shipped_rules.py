"""What the shipped policies say beyond the offices' papers, and how it is marked."""

import datetime as dt

import pytest

from policy.load import Loaded
from policy.model import OfficePolicy
from policy.rule import Rule
from policy.rules import get_rule, rules_in_force

D = dt.date
EVERY = pytest.mark.parametrize("office", ["bengkalis", "kampar", "banten"])
PROPOSED = {"clarify", "answer", "silence_reporter", "silence_office"}


@pytest.fixture
def rules(offices: dict[str, Loaded]) -> list[Rule]:
    return [rule for office in offices.values() for rule in office.policy.rules]


class TestProposals:
    def test_are_marked_as_to_be_verified(self, rules: list[Rule]) -> None:
        proposed = [rule for rule in rules if "Usulan awal" in rule.citation]
        assert {rule.certainty for rule in proposed} == {"to_be_verified"}

    def test_never_judge_the_registers_of_the_past(self, rules: list[Rule]) -> None:
        proposed = [rule for rule in rules if "Usulan awal" in rule.citation]
        assert {rule.in_force_from for rule in proposed} == {D(2026, 1, 1)}

    @EVERY
    def test_give_every_office_the_clocks_that_its_papers_lack(
        self, offices: dict[str, Loaded], office: str
    ) -> None:
        before, after = (
            {rule.clock for rule in rules_in_force(offices[office].policy, on, channel="meja")}
            for on in (D(2025, 12, 31), D(2026, 1, 1))
        )
        assert after - before == PROPOSED | (set() if office == "bengkalis" else {"dispose"})

    def test_leave_bengkalis_its_meeting_as_the_clock_of_disposition(
        self, bengkalis: OfficePolicy
    ) -> None:
        rule = get_rule(bengkalis, "bengkalis.meeting.2025")
        assert (rule.starts, "Disposed" in rule.ends) == ("Verified", True)

    @EVERY
    def test_leave_reports_of_the_national_portal_its_own_rule(
        self, offices: dict[str, Loaded], office: str
    ) -> None:
        found = rules_in_force(offices[office].policy, D(2026, 2, 2), channel="sp4n")
        (silence,) = (rule.id for rule in found if rule.clock == "silence_reporter")
        assert silence == f"{office}.silence_sp4n.2021"


class TestTheReportersTime:
    def test_is_no_failure_of_the_office(self, rules: list[Rule]) -> None:
        clocks = {rule.clock: rule.binds for rule in rules}
        assert {clock for clock, binds in clocks.items() if binds == "reporter"} == {
            "completion",
            "silence_reporter",
        }

    def test_ends_with_an_outcome_of_its_own(self, rules: list[Rule]) -> None:
        found = {(rule.clock, rule.closes_as) for rule in rules if rule.binds == "reporter"}
        assert found == {
            ("completion", "tidak_dilengkapi"),
            ("silence_reporter", "tidak_ada_tanggapan"),
        }

    def test_stops_every_clock_that_settles(self, rules: list[Rule]) -> None:
        settling = [rule for rule in rules if rule.clock.startswith("settle")]
        assert all("reporter" in rule.pauses for rule in settling)

    def test_outside_stops_no_national_limit(self, rules: list[Rule]) -> None:
        assert {rule.scope for rule in rules if "outside" in rule.pauses} == {"office"}


class TestAfterAMiss:
    def test_bengkalis_telephones_visits_writes_and_reports(self, bengkalis: OfficePolicy) -> None:
        (ladder,) = (each for each in bengkalis.ladders if each.code == "pengejaran")
        assert [(rung.action, rung.to) for rung in ladder.rungs] == [
            ("telepon", "ketua_tim"),
            ("kunjungan", "ketua_tim"),
            ("surat", "kepala_bidang"),
            ("laporan", "kepala_dinas"),
        ]

    @EVERY
    def test_a_late_settlement_ends_with_the_head(
        self, offices: dict[str, Loaded], office: str
    ) -> None:
        policy = offices[office].policy
        climbed = {rule.ladder for rule in policy.rules if rule.clock.startswith("settle")}
        last = {each.rungs[-1].to for each in policy.ladders if each.code in climbed}
        assert last == {"kepala_dinas"}

    @EVERY
    def test_everybody_whom_a_rule_lists_is_told_of_a_miss(
        self, offices: dict[str, Loaded], office: str
    ) -> None:
        policy = offices[office].policy
        ladders = {each.code: {rung.to for rung in each.rungs} for each in policy.ladders}
        for rule in policy.rules:
            told = ladders[rule.ladder] if rule.ladder else set(rule.escalate_to[:1])
            assert set(rule.escalate_to) <= told, rule.id

    def test_a_national_limit_goes_to_the_head_at_once(self, rules: list[Rule]) -> None:
        national = [rule for rule in rules if rule.scope == "national" and rule.escalate_to]
        assert {(rule.ladder, rule.escalate_to) for rule in national} == {
            ("laporan_kepala", ("kepala_dinas",))
        }

    def test_somebody_is_told_of_every_miss_of_the_office(self, rules: list[Rule]) -> None:
        assert all(rule.escalate_to for rule in rules if rule.binds == "office")


class TestOther:
    def test_a_note_meets_the_monthly_report(self, bengkalis: OfficePolicy) -> None:
        rule = get_rule(bengkalis, "bengkalis.progress.2025")
        assert (rule.repeats, rule.ends[0]) == (True, "NoteAdded")

    def test_nobody_is_warned_of_a_day_or_two(self, rules: list[Rule]) -> None:
        assert not any(rule.warn_at for rule in rules if rule.amount < 3)

    @EVERY
    def test_an_office_waits_on_the_reporter_or_on_others(
        self, offices: dict[str, Loaded], office: str
    ) -> None:
        assert {wait.party for wait in offices[office].policy.waits} == {"reporter", "outside"}
