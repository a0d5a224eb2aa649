"""Made-up deadlines of one complaint, and what they look like printed."""

import datetime as dt
from typing import Any

from cli.print.deadline import deadline_parts
from policy.deadline import deadline
from policy.load import load_all
from policy.rule import Rule
from policy.rules import get_rule
from schemas.base import Occurred, Position
from schemas.deadlines import (
    ClockView,
    DayLine,
    HoldingView,
    RuleLine,
    SegmentLine,
    ShareLine,
    SpanLine,
)
from schemas.events.disposition import Target
from schemas.lines import ActorLine
from schemas.views import DeadlineView
from tests.cli.kit import WIB, case_line, printed

LOADED = load_all()["bengkalis"]
SETTLE = get_rule(LOADED.policy, "bengkalis.settle.2025")
MARCH_5 = dt.date(2026, 3, 5)
OFFICER = ActorLine(kind="petugas", label="Petugas", id="operator_1", role="Ketua tim", via="cli")
PLACE = Target(version=3, index=0)


def days(rule: Rule = SETTLE, on: dt.date = MARCH_5) -> tuple[DayLine, ...]:
    found = deadline(rule, LOADED.calendar, on)
    return tuple(DayLine(on=day.on, kind=day.kind, reason=day.reason) for day in found.days)


def clock(**fields: Any) -> ClockView:
    given: dict[str, Any] = {
        "clock": "settle",
        "label": "Penyelesaian",
        "scope": "office",
        "scope_label": "janji kantor",
        "binds": "office",
        "binds_label": "kantor",
        "state": "running",
        "state_label": "berjalan",
        "why": None,
        "rule": RuleLine(
            id="kampar.settle.2022",
            sentence="14 hari kerja sejak diterima; hari ke-1 = hari kerja berikutnya",
            amount=14,
            unit="working_day",
            citation="Standar pelayanan 2022",
            certainty="verified",
            certainty_label="terverifikasi",
        ),
        "policy": "ab" * 32,
        "calendar": "cd" * 32,
        "policy_kept": True,
        "calendar_kept": True,
        "goes_on": True,
        "started": Occurred(on=MARCH_5),
        "due_on": dt.date(2026, 3, 9),
        "used": 1,
        "left": 13,
        "days": days()[:5],
    }
    return ClockView(**(given | fields))


def span(calendar_days: int, working_days: int, working_minutes: int) -> SpanLine:
    return SpanLine(
        calendar_days=calendar_days, working_days=working_days, working_minutes=working_minutes
    )


def holding() -> HoldingView:
    desk, unit = span(1, 1, 450), span(3, 1, 90)
    begun, passed = Occurred(on=MARCH_5), Occurred(on=dt.date(2026, 3, 7))
    return HoldingView(
        total=span(4, 2, 540),
        shares=(
            ShareLine(kind="desk", code=None, label="Petugas pengaduan", span=desk, times=1),
            ShareLine(kind="opd", code="pupr", label="Dinas PUPR", span=unit, times=1),
        ),
        segments=(
            SegmentLine(
                kind="desk",
                code=None,
                label="Petugas pengaduan",
                began=begun,
                ended=passed,
                span=desk,
            ),
            SegmentLine(
                kind="opd", code="pupr", label="Dinas PUPR", began=passed, ended=None, span=unit
            ),
        ),
        until=Occurred(on=dt.date(2026, 3, 9)),
    )


def view(*clocks: ClockView, held: HoldingView | None = None) -> DeadlineView:
    return DeadlineView(
        case=case_line(),
        today=dt.date(2026, 3, 9),
        clocks=clocks,
        holding=held,
        version=4,
        position=Position(stream="PENGADUAN_kampar_1", sequence=9),
        chain_intact=True,
        broken_at=None,
    )


def page(*clocks: ClockView, **fields: Any) -> str:
    return printed(deadline_parts(view(*clocks), WIB, **fields), width=100)
