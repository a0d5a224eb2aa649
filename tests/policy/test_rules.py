"""Which rules govern a complaint."""

import datetime as dt

import msgspec
import pytest

from policy.errors import UnknownRuleError
from policy.load import Loaded, parse
from policy.model import OfficePolicy
from policy.rules import find_rule, get_rule, rules_in_force

D = dt.date


def by_clock(policy: OfficePolicy, on: D, **facts: str) -> dict[str, str]:
    return {rule.clock: rule.id for rule in rules_in_force(policy, on, **facts)}


class TestBengkalis:
    def test_promised_30_days_in_2023(self, bengkalis: OfficePolicy) -> None:
        assert by_clock(bengkalis, D(2023, 3, 27))["settle"] == "bengkalis.settle.2023"

    def test_keeps_the_old_promise_to_the_last_day_of_2024(self, bengkalis: OfficePolicy) -> None:
        assert by_clock(bengkalis, D(2024, 12, 31))["settle"] == "bengkalis.settle.2023"

    def test_promises_20_working_days_since_2025(self, bengkalis: OfficePolicy) -> None:
        assert by_clock(bengkalis, D(2025, 1, 1))["settle"] == "bengkalis.settle.2025"

    def test_has_the_national_limit_beside_its_own(self, bengkalis: OfficePolicy) -> None:
        clocks = by_clock(bengkalis, D(2025, 1, 1))
        assert {"settle", "settle_national", "respond_national", "verify"} <= clocks.keys()

    def test_promised_nothing_of_its_own_before_its_papers(self, bengkalis: OfficePolicy) -> None:
        scopes = {rule.scope for rule in rules_in_force(bengkalis, D(2015, 1, 1))}
        assert scopes == {"national"}

    def test_has_no_class_limit_before_the_class_is_known(self, bengkalis: OfficePolicy) -> None:
        assert "settle_sp4n" not in by_clock(bengkalis, D(2025, 1, 1))

    def test_has_the_limit_of_the_class(self, bengkalis: OfficePolicy) -> None:
        clocks = by_clock(bengkalis, D(2025, 1, 1), kind="berkadar_pengawasan")
        assert clocks["settle_sp4n"] == "bengkalis.settle_sp4n.berkadar_pengawasan.2019"

    def test_has_the_national_portals_clocks_for_its_reports_only(
        self, bengkalis: OfficePolicy
    ) -> None:
        other = by_clock(bengkalis, D(2025, 1, 1), channel="sms_wa").keys()
        portal = by_clock(bengkalis, D(2025, 1, 1), channel="sp4n").keys()
        assert portal - other == {"verify_sp4n", "follow_up_sp4n", "silence_reporter"}


@pytest.mark.parametrize(
    ("office", "rule_id", "amount", "unit"),
    [
        ("bengkalis", "bengkalis.verify.2023", 3, "working_day"),
        ("bengkalis", "bengkalis.settle.2023", 30, "calendar_day"),
        ("bengkalis", "bengkalis.settle.2025", 20, "working_day"),
        ("kampar", "kampar.settle.2022", 14, "working_day"),
        ("banten", "banten.settle.2021", 7, "calendar_day"),
        ("banten", "banten.respond_national.2009", 14, "calendar_day"),
        ("kampar", "kampar.settle_national.2009", 60, "calendar_day"),
        ("kampar", "kampar.settle_sp4n.permintaan_informasi.2019", 5, "working_day"),
        ("kampar", "kampar.settle_sp4n.tidak_berkadar_pengawasan.2019", 14, "working_day"),
        ("kampar", "kampar.settle_sp4n.berkadar_pengawasan.2019", 60, "working_day"),
    ],
)
def test_the_promises_of_the_papers_are_shipped(
    offices: dict[str, Loaded], office: str, rule_id: str, amount: int, unit: str
) -> None:
    rule = get_rule(offices[office].policy, rule_id)
    assert (amount, unit) == (rule.amount, rule.unit)


def test_replaced_regulations_are_still_to_be_verified(offices: dict[str, Loaded]) -> None:
    rules = [rule for office in offices.values() for rule in office.policy.rules]
    assert {rule.certainty for rule in rules if rule.clock == "settle_sp4n"} == {"to_be_verified"}


class TestMostParticular:
    POLICY = """
[[rules]]
id = "bengkalis.settle.{0}"
clock = "settle"
applies_to = {{ {1} }}
amount = 5
unit = "working_day"
day_one = "next_working_day"
starts = "Received"
ends = ["Closed"]
citation = "contoh"
certainty = "to_be_verified"
in_force_from = 2025-01-01
scope = "office"
"""

    @pytest.fixture
    def policy(self, file: str) -> OfficePolicy:
        more = self.POLICY.format("wa", 'channels = ["sms_wa"]')
        more += self.POLICY.format("kind", 'kinds = ["aspirasi"]')
        more += self.POLICY.format("both", 'kinds = ["aspirasi"], channels = ["meja"]')
        return parse((file + more).encode(), "uji.toml").policy

    def test_a_rule_for_some_wins_over_the_rule_for_all(self, policy: OfficePolicy) -> None:
        clocks = by_clock(policy, D(2025, 2, 1), channel="sms_wa")
        assert clocks["settle"] == "bengkalis.settle.wa"

    def test_the_kind_wins_over_the_channel(self, policy: OfficePolicy) -> None:
        clocks = by_clock(policy, D(2025, 2, 1), channel="sms_wa", kind="aspirasi")
        assert clocks["settle"] == "bengkalis.settle.kind"

    def test_two_conditions_win_over_one(self, policy: OfficePolicy) -> None:
        clocks = by_clock(policy, D(2025, 2, 1), channel="meja", kind="aspirasi")
        assert clocks["settle"] == "bengkalis.settle.both"

    def test_the_order_in_the_file_does_not_matter(self, policy: OfficePolicy) -> None:
        backwards = msgspec.structs.replace(policy, rules=policy.rules[::-1])
        clocks = by_clock(backwards, D(2025, 2, 1), channel="sms_wa", kind="aspirasi")
        assert clocks["settle"] == "bengkalis.settle.kind"

    def test_the_rule_for_all_stays_for_the_others(self, policy: OfficePolicy) -> None:
        clocks = by_clock(policy, D(2025, 2, 1), channel="meja")
        assert clocks["settle"] == "bengkalis.settle.2025"


class TestOneRule:
    def test_is_found_by_its_id_even_when_no_longer_in_force(self, bengkalis: OfficePolicy) -> None:
        rule = find_rule(bengkalis, "bengkalis.settle.2023")
        assert rule is not None
        assert rule.in_force_until == D(2024, 12, 31)

    def test_is_none_when_unknown(self, bengkalis: OfficePolicy) -> None:
        assert find_rule(bengkalis, "bengkalis.settle.1999") is None

    def test_is_refused_when_it_must_exist(self, bengkalis: OfficePolicy) -> None:
        with pytest.raises(UnknownRuleError, match=r"bengkalis\.settle\.1999"):
            get_rule(bengkalis, "bengkalis.settle.1999")
