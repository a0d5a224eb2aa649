"""How long an office keeps what was said, as its policy file says it."""

import pytest

from policy.load import Loaded, parse
from policy.model import ERASURES, SUPERVISION, OfficePolicy
from policy.retention import NO_RETENTION
from tests.policy.refused import STORED, only

RULE = """
[[retention.rules]]
id = "{id}"
years = {years}
kinds = [{kinds}]
citation = "contoh"
certainty = "to_be_verified"
"""


@pytest.fixture(scope="module")
def file() -> str:
    return STORED.read_text(encoding="utf-8")


def rule(id_: str = "uji.retensi", years: int = 5, kinds: str = "") -> str:
    return RULE.format(id=id_, years=years, kinds=kinds)


def at_top(file: str, line: str) -> str:
    return file.replace("returns = [", f"{line}\nreturns = [", 1)


def policy_of(file: str) -> OfficePolicy:
    return parse(file.encode(), "uji.toml").policy


def test_a_file_that_says_nothing_keeps_everything(file: str) -> None:
    policy = policy_of(file)

    assert policy.retention == NO_RETENTION
    assert policy.retention.rule_for(None) is None
    assert (policy.erasures, policy.supervision) == (ERASURES, SUPERVISION)


def test_the_rule_that_names_a_kind_stands_before_the_one_for_all(file: str) -> None:
    named = rule("uji.pengawasan", 10, '"berkadar_pengawasan"')
    retention = policy_of(file + rule() + named).retention

    found = [retention.rule_for(kind) for kind in ("berkadar_pengawasan", "aspirasi", None)]
    assert [each.years for each in found if each is not None] == [10, 5, 5]


def test_without_a_rule_for_all_other_kinds_are_kept(file: str) -> None:
    retention = policy_of(file + rule(kinds='"aspirasi"')).retention

    assert retention.rule_for(None) is None


def test_a_kind_that_the_office_lacks_is_refused(file: str) -> None:
    line, reason = only(file + rule(kinds='"keluhan"'))

    assert (line, "`keluhan`" in reason) == ('kinds = ["keluhan"]', True)


def test_two_rules_for_all_are_refused(file: str) -> None:
    line, reason = only(file + rule("uji.satu") + rule("uji.dua"))

    assert (line, "semua jenis lain" in reason) == ("[[retention.rules]]", True)


def test_two_rules_of_one_id_are_refused(file: str) -> None:
    line, _ = only(file + rule() + rule(kinds='"aspirasi"'))

    assert line == 'id = "uji.retensi"'


def test_no_time_at_all_is_refused(file: str) -> None:
    assert only(file + rule(years=0))[0] == "years = 0"


def test_a_field_that_is_not_known_is_refused(file: str) -> None:
    assert only(f"{file}{rule()}months = 3\n")[0] == "months = 3"


def test_a_rejection_that_the_office_lacks_is_refused(file: str) -> None:
    held = '[retention]\nheld_rejections = ["disidangkan"]\n'
    line, reason = only(f"{file}\n{held}{rule()}")

    assert ("disidangkan" in line, "`rejections`" in reason) == (True, True)


def test_rules_without_a_ground_for_them_are_refused(file: str) -> None:
    grounds = 'erasures = [{ code = "permintaan_pelapor", label = "Permintaan" }]'
    line, reason = only(at_top(file, grounds) + rule())

    assert (line, "`retensi`" in reason) == (grounds, True)


def test_a_supervised_kind_that_the_office_lacks_is_refused(file: str) -> None:
    line, _ = only(at_top(file, 'supervision = ["keluhan"]'))

    assert line == 'supervision = ["keluhan"]'


def test_what_is_shipped_is_a_proposal(offices: dict[str, Loaded]) -> None:
    rules = [rule for loaded in offices.values() for rule in loaded.policy.retention.rules]

    assert len(rules) == 2 * len(offices)
    assert {rule.certainty for rule in rules} == {"to_be_verified"}
