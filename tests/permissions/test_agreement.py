"""The table and the rules of the services say the same of every case that can come about."""

import pytest

from policy.permissions import EVERYWHERE
from policy.permissions.table import DISPOSITION, INTAKE, MONITOR
from tests.permissions.walks import reached

ROWS = (*INTAKE, *DISPOSITION, *MONITOR)
# Which of its events can be undone, the rules alone know.
OWN_RULES = frozenset({"Annul"})
SURE = [row.action for row in ROWS if row.action not in OWN_RULES]


@pytest.mark.parametrize("action", SURE)
def test_what_the_table_lets_happen_the_rules_let_happen_and_nothing_else(action: str) -> None:
    differing = [
        (case.standing, action in possible)
        for case, possible in reached().values()
        if (EVERYWHERE.rows[action].why_not_now(case.standing) is None) is not (action in possible)
    ]
    assert not differing, differing[:3]


@pytest.mark.parametrize("action", sorted(OWN_RULES))
def test_what_the_table_does_not_let_happen_the_rules_do_not(action: str) -> None:
    differing = [
        case.standing
        for case, possible in reached().values()
        if action in possible and EVERYWHERE.rows[action].why_not_now(case.standing) is not None
    ]
    assert not differing, differing[:3]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.action)
def test_every_command_was_met_where_it_can_and_where_it_cannot_be_said(row: object) -> None:
    answers = {row.action in possible for _, possible in reached().values()}  # type: ignore[attr-defined]
    assert answers == {True, False}


def test_many_ways_to_stand_were_met() -> None:
    assert len(reached()) > 300
