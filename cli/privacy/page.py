"""The package as a page that anybody can read, without anything from elsewhere."""

import datetime as dt
from collections.abc import Iterable, Iterator
from html import escape
from typing import Final
from zoneinfo import ZoneInfo

from cli.privacy.package import Complaint, Package, Said, Step
from runtime.indonesian import written

_VISIBILITY: Final = {
    "terbuka": "terbuka",
    "rahasia": "rahasia (isinya tidak untuk umum)",
    "anonim": "anonim (identitas tidak untuk pihak lain)",
}
_HEAD: Final = """<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Data pribadi Anda</title>
<style>
body { font: 16px/1.5 sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h2 { border-top: 2px solid; padding-top: 1rem; }
dt { font-weight: bold; }
dd { margin: 0 0 .5rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
li { margin-bottom: 1rem; }
.small { font-size: .85rem; }
</style>
</head>
<body>
"""
_ABOUT: Final = (
    "Halaman ini memuat semua pengaduan Anda yang disimpan kantor, termasuk siapa yang membuka "
    "identitas Anda dan untuk keperluan apa. Petugas disebut dengan perannya. Simpan baik-baik: "
    "siapa pun yang memegang berkas ini dapat membacanya."
)


def page(package: Package, zone: ZoneInfo) -> str:
    """The whole page."""
    lines = [
        "<h1>Data pribadi Anda</h1>",
        f"<p>{escape(package.office_name)}, {_moment(package.made_at, zone)}</p>",
        f"<p>{_ABOUT}</p>",
        *(line for each in package.complaints for line in _complaint(each, zone)),
        "</body>\n</html>\n",
    ]
    return _HEAD + "\n".join(lines)


def _complaint(complaint: Complaint, zone: ZoneInfo) -> Iterator[str]:
    yield f"<h2>Pengaduan {escape(complaint.number)}</h2>"
    yield from _list(
        [
            Said(label="Diterima", value=_day(complaint.received_on)),
            Said(label="Saluran", value=complaint.channel),
            Said(label="Sifat", value=_VISIBILITY.get(complaint.visibility, complaint.visibility)),
            Said(label="Status", value=complaint.status),
            Said(label="Ditutup", value=_day(complaint.closed_on)),
            Said(label="Hasil", value=complaint.outcome or "-"),
        ]
    )
    yield "<h3>Identitas yang Anda berikan</h3>"
    if complaint.identity is None:
        yield "<p>Tidak ada: tidak pernah diberikan, atau sudah dihapus.</p>"
    else:
        yield from _list(complaint.identity)
    yield "<h3>Yang terjadi</h3>\n<ol>"
    for step in complaint.steps:
        yield from _step(step, zone)
    yield "</ol>\n<h3>Siapa yang membuka identitas Anda</h3>"
    if not complaint.openings:
        yield "<p>Belum pernah dibuka.</p>"
    else:
        yield "<ul>"
        for opening in complaint.openings:
            said = f"{_moment(opening.recorded_at, zone)}: {opening.by}, {opening.purpose}"
            yield f"<li>{escape(said)}</li>"
        yield "</ul>"


def _step(step: Step, zone: ZoneInfo) -> Iterator[str]:
    undone = " (dibatalkan kemudian)" if step.undone else ""
    yield f"<li><strong>{escape(step.title)}</strong>{undone}, {_day(step.occurred_on)}"
    recorded = _moment(step.recorded_at, zone)
    yield f'<p class="small">Dicatat {recorded} oleh {escape(step.by)}</p>'
    yield from _list((*step.details, *step.words))
    yield "</li>"


def _list(said: Iterable[Said]) -> Iterator[str]:
    yield "<dl>"
    for each in said:
        yield f"<dt>{escape(each.label)}</dt><dd>{escape(each.value)}</dd>"
    yield "</dl>"


def _day(day: dt.date | None) -> str:
    return "-" if day is None else written(day)


def _moment(moment: dt.datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{written(local.date())} pukul {local:%H.%M} {local.tzname()}"
