"""One deadline: how it stands, by which rule, and how each day was counted."""

from collections.abc import Iterator
from typing import Final
from zoneinfo import ZoneInfo

from rich.console import RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.text import Text

from cli.print.clock_events import move, pause, rung, verdict, warning
from cli.print.columns import Line, columns
from cli.print.day_runs import every_day, folded, weekday
from cli.print.lengths import length, part
from cli.text import one_line, shown
from schemas.deadlines import ClockView

STYLES: Final = {"missed": "bold red", "paused": "bold yellow", "met": "bold green"}
WIDTH: Final = 100
_SHORT: Final = 12
_HOUR: Final = 60


def clock_parts(clock: ClockView, zone: ZoneInfo, *, days: bool) -> Iterator[RenderableType]:
    """The headline, then what is to be said of it."""
    yield Constrain(_headline(clock), WIDTH)
    lines = [*_basis(clock), *_days(clock, days=days), *_events(clock, zone), *_made_of(clock)]
    yield Constrain(Padding(columns(lines, style="dim"), (0, 0, 0, 2), expand=False), WIDTH)
    yield Text()


def _headline(clock: ClockView) -> Text:
    line = shown(one_line(clock.label), "bold")
    line.append(": ")
    line.append(clock.state_label, STYLES.get(clock.state, "bold"))
    line.append_text(shown("".join(f", {part}" for part in _standing(clock))))
    return line


def _standing(clock: ClockView) -> Iterator[str]:
    if clock.why:
        yield one_line(clock.why)
    if clock.state in {"not_applicable", "not_judgeable"}:
        return
    if clock.due_on is not None:
        yield f"jatuh tempo {weekday(clock.due_on, year=True)}"
    if clock.ended is not None:
        yield f"berakhir {weekday(clock.ended.on, year=True)}"


def _basis(clock: ClockView) -> Iterator[Line]:
    rule = clock.rule
    if rule is None:
        if clock.policy is not None:
            yield "Aturan", "kebijakan yang memuatnya tidak tersimpan"
        return
    yield "Aturan", rule.sentence
    yield "Dasar", f"{rule.citation} ({rule.certainty_label})"
    if clock.binds == "reporter":
        yield "Mengikat", "pelapor; lewatnya bukan kelalaian kantor"
    if clock.started is not None:
        yield "Mulai", weekday(clock.started.on, year=True)
    if clock.used is not None:
        yield "Terpakai", _used(clock)


def _used(clock: ClockView) -> str:
    rule, left = clock.rule, clock.left
    if rule is None or clock.used is None:
        return ""
    whole = rule.amount * (_HOUR if rule.unit == "working_hour" else 1)
    text = part(clock.used, whole, rule.unit)
    if left is None:
        return text
    if left < 0:
        return f"{text}, lewat {length(-left, rule.unit)}"
    return f"{text}, sisa {length(left, rule.unit)}"


def _days(clock: ClockView, *, days: bool) -> Iterator[Line]:
    lines = list(every_day(clock.days) if days else folded(clock.days))
    if lines:
        yield "Hari", columns([(when, one_line(why)) for when, why in lines])
    if clock.differs and clock.days:
        counted = weekday(clock.days[-1].on, year=True)
        yield "BERBEDA", f"hari-hari di atas menuju {counted}; yang tercatat tetap berlaku"


def _events(clock: ClockView, zone: ZoneInfo) -> Iterator[Line]:
    groups = (
        ("Dihentikan", [pause(one) for one in clock.pauses]),
        ("Digeser", [move(one, zone) for one in clock.moves]),
        ("Penilaian", [verdict(one, clock, zone) for one in clock.verdicts]),
        ("Peringatan", [warning(one, zone) for one in clock.warnings]),
        ("Eskalasi", [rung(one, clock, zone) for one in clock.rungs]),
    )
    for label, lines in groups:
        for place, line in enumerate(lines):
            yield ("" if place else label), line


def _made_of(clock: ClockView) -> Iterator[Line]:
    if clock.policy is None or clock.calendar is None:
        return
    rule = f"{clock.rule.id}, " if clock.rule else ""
    text = f"{rule}kebijakan {clock.policy[:_SHORT]}, kalender {clock.calendar[:_SHORT]}"
    if not clock.policy_kept:
        text += " (kebijakan itu tidak tersimpan; aturan menurut kebijakan hari ini)"
    if not clock.calendar_kept:
        text += " (kalender itu tidak tersimpan; hari-hari di atas menurut kalender hari ini)"
    yield "Menurut", text
