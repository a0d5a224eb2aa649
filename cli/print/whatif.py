"""What would have been under another policy, as tables."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from cli.print.cut_off import cut_off_line
from cli.print.moments import short_day
from cli.print.tables import NOTHING, apart, count, heading, small, table, titled
from cli.text import shown
from schemas.whatif import Changed, Coming, Held, Trialled, Verdicts, WhatIfResult

SHOWN = 20
WORDS = {
    "met": "tepat waktu",
    "missed": "terlambat",
    "running": "berjalan",
    "unjudgeable": "tidak dapat dinilai",
}
COLUMNS = ("Tepat waktu", "Terlambat", "Berjalan", "Tidak dapat\ndinilai")
COMPARED = ("met", "missed", "running")


def whatif_parts(result: WhatIfResult) -> list[RenderableType]:
    """All that stands on the page."""
    return apart(_parts(result))


def _parts(result: WhatIfResult) -> Iterator[RenderableType]:
    yield heading(f"{result.office_name}\nAndai dengan {result.file}, {result.period.label}")
    if result.cases:
        yield _about(result)
        yield from _tables(result)
        yield from _dates(result)
    else:
        yield shown(
            f"Tidak ada pengaduan yang diterima dalam {result.period.label}: pilih periode lain. "
            "Tidak ada yang ditulis."
        )
    yield Group(
        cut_off_line(result.cut_off),
        small(f"Berkas {result.file} {result.policy[:12]} · kalender {result.calendar[:12]}"),
    )


def _about(result: WhatIfResult) -> Text:
    return shown(
        f"{count(result.cases)} pengaduan dinilai kembali menurut {result.file}. "
        "Semula: keputusan yang tercatat; andai: menurut berkas itu. Tidak ada yang ditulis."
    )


def _tables(result: WhatIfResult) -> Iterator[RenderableType]:
    if not result.rules:
        yield shown("Tidak ada aturan dalam berkas ini yang berlaku bagi pengaduan itu.")
        return
    yield _rules(result.rules)
    yield _holders(result.holders)
    if unrecorded := sum(rule.before.absent.count for rule in result.rules):
        yield small(
            f"{count(unrecorded)} tenggat belum pernah dinilai, karena aturannya belum ada atau "
            "tanggalnya tidak lengkap; semuanya hanya terhitung di sisi andai."
        )
    yield _changes(result)


def _rules(rules: Sequence[Trialled]) -> Group:
    made = table("Aturan", *COLUMNS, right=(1, 2, 3, 4))
    made.columns[0].overflow = "fold"
    for rule in rules:
        name = Text.assemble(_promise(rule), "\n", small(rule.rule or "tidak ada dalam berkas ini"))
        made.add_row(name, *_figures(rule.before, rule.after))
    return titled("Per aturan (semula -> andai)", made)


def _promise(rule: Trialled) -> Text:
    return shown(f"{rule.label}, {rule.promise}" if rule.promise else rule.label)


def _holders(holders: Sequence[Held]) -> Group:
    made = table("Unit atau OPD", *COLUMNS, right=(1, 2, 3, 4))
    for held in holders:
        made.add_row(shown(held.label), *_figures(held.before, held.after))
    return titled("Per unit dan OPD, semua aturan (semula -> andai)", made)


def _figures(before: Verdicts, after: Verdicts) -> Iterator[Text]:
    for name in COMPARED:
        was, would = getattr(before, name).count, getattr(after, name).count
        style = "" if was == would else "bold"
        either = was or would
        yield shown(f"{_number(was)} -> {_number(would)}" if either else NOTHING, style)
    # Of what could not be judged nothing is recorded, so there is nothing to compare.
    yield shown(count(after.unjudgeable.count))


def _number(number: int) -> str:
    return count(number) if number else "0"


def _changes(result: WhatIfResult) -> RenderableType:
    if not result.changed:
        return shown("Tidak ada keputusan tercatat yang akan berbeda.", "green")
    made = table("Nomor", "Tenggat", "Semula", "Andai", "Jatuh tempo\nandai", "Selisih", right=(5,))
    made.columns[0].no_wrap = True
    for one in result.changed[:SHOWN]:
        words = WORDS[one.before], WORDS[one.after]
        due = short_day(one.due_after)
        made.add_row(shown(one.number), shown(one.label), *words, due, _days(one))
    parts: list[RenderableType] = [heading("Keputusan yang akan berbeda"), made]
    rest = result.changed_total - len(result.changed[:SHOWN])
    if rest:
        parts.append(small(f"dan {count(rest)} lagi; --json memuat sampai {len(result.changed)}."))
    return Group(*parts)


def _days(one: Changed) -> str:
    return NOTHING if one.days is None else f"{one.days:+d} hari"


def _dates(result: WhatIfResult) -> Iterator[RenderableType]:
    lines = [f"Aturan {_named(one)} dianggap berlaku." for one in result.ahead]
    lines += [
        f"Aturan {_named(one)} tidak dicoba: berkas ini mempunyai aturan lain untuk waktu itu."
        for one in result.waiting
        if not result.strict_dates
    ]
    if result.strict_dates and result.waiting:
        lines.append(f"Belum berlaku: {', '.join(map(_named, result.waiting))}.")
    if lines:
        yield shown("\n".join(lines))


def _named(coming: Coming) -> str:
    return f"{coming.rule} (mulai {short_day(coming.since)})"
