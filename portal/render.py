"""How pages write things: days, moments and numbers as Indonesian offices do."""

import datetime as dt
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from portal.filters import address_of
from portal.menus import menu_of
from portal.reports.periods import label_of as period_label
from portal.roles import label_of
from runtime.indonesian import MONTHS, written

FOLDER: Final = Path(__file__).parent
ZONES: Final = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
NOTHING: Final = "–"


def environment() -> Environment:
    """The templates; everything that is put into a page is escaped."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(tanggal=day, waktu=moment, ribuan=thousands, hari_lagi=days_left)
    made.filters.update(periode=period_label)
    made.globals.update(menu_of=menu_of, label_of=label_of, address_of=address_of)
    return made


def day(value: dt.date | None) -> str:
    """`5 Juni 2025`."""
    return NOTHING if value is None else written(value)


def moment(value: dt.datetime | None, zone: ZoneInfo) -> str:
    """`5 Juni 2025 14.05 WIB`."""
    if value is None:
        return NOTHING
    local = value.astimezone(zone)
    name = ZONES.get(zone.key, local.tzname() or "")
    return f"{local.day} {MONTHS[local.month - 1]} {local.year} {local:%H.%M} {name}"


def thousands(value: int) -> str:
    """`1.234`."""
    return f"{value:,}".replace(",", ".")


def days_left(due: dt.date, today: dt.date) -> str:
    """How far away a due day is."""
    left = (due - today).days
    match left:
        case 0:
            return "hari ini"
        case 1:
            return "besok"
        case _ if left < 0:
            return f"lewat {-left} hari"
        case _:
            return f"{left} hari lagi"


def today_in(zone: ZoneInfo) -> dt.date:
    """The day at the office."""
    return dt.datetime.now(zone).date()
