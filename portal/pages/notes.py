"""The obstacles and efforts of a period, typed for its reports: an item a line."""

from typing import Final

from litestar import get, post
from litestar.response import Redirect, Template

from portal.citizen.lodging import own_id
from portal.desks import desk_of
from portal.forms import Fields, fields_of
from portal.guards import only, signed_in
from portal.line import OutageError
from portal.render import today_in
from portal.reports import periods
from portal.reports.asked import period_asked
from portal.showing import AnyRequest, page, tell
from runtime.ids import new_id
from schemas.answers import Refused
from schemas.queries import NoteReport, ShowNote
from schemas.report_jobs import NoteView

WRITERS = only("petugas", "ketua_tim")
LONGEST: Final = 500
MOST: Final = 50
NOTHING: Final = "Tulis sedikitnya satu hambatan atau upaya."


@get("/{office:str}/laporan/catatan", name="catatan_laporan", guards=[WRITERS])
async def note(request: AnyRequest) -> Template:
    """What was typed last for the period of the address."""
    desk, person = desk_of(request), signed_in(request)
    asked = request.query_params
    period = periods.Chosen(asked.get("tahun", "")[:10], asked.get("bagian", "")[:10])
    if period.wrong:
        today = today_in(desk.loaded.calendar.zone)
        period = periods.read(asked.get("periode", "")) or periods.last_finished(today)
    found = await desk.line.see(ShowNote(period=period.text, by=person.claim), NoteView)
    isian = {"hambatan": "\n".join(found.obstacles), "upaya": "\n".join(found.efforts)}
    return _form(request, period, isian)


@post("/{office:str}/laporan/catatan", name="catatan_laporan_simpan", guards=[WRITERS])
async def write(request: AnyRequest) -> Template | Redirect:
    """Keep what was typed; sent again it is kept once."""
    desk, given = desk_of(request), await fields_of(request)
    period, wrong = period_asked(given), _wrong(given)
    if wrong:
        return _form(request, period, given.typed, 422, wrong)
    said = NoteReport(
        note_id=own_id(given, "note_id"),
        period=period.text,
        obstacles=_items(given, "hambatan"),
        efforts=_items(given, "upaya"),
        by=signed_in(request).claim,
    )
    try:
        answer = await desk.line.ask(said)
    except OutageError as error:
        return _form(request, period, given.typed, 503, {"kirim": str(error)})
    if isinstance(answer, Refused):
        return _form(request, period, given.typed, 422, {"kirim": answer.sentence})
    tell(request, f"Hambatan dan upaya {period.label} tercatat; laporan berikutnya memuatnya.")
    return Redirect(f"/{desk.code}/laporan?periode={period.text}")


def _items(given: Fields, name: str) -> tuple[str, ...]:
    """An item a line, without the dash or number that stood before it."""
    lines = (line.strip().lstrip("-•*").strip() for line in given.text(name).splitlines())
    return tuple(line for line in lines if line)


def _wrong(given: Fields) -> dict[str, str]:
    wrong = period_asked(given).wrong
    both = {"hambatan": _items(given, "hambatan"), "upaya": _items(given, "upaya")}
    if not any(both.values()):
        wrong["hambatan"] = NOTHING
    for name, items in both.items():
        if len(items) > MOST:
            wrong[name] = f"Paling banyak {MOST} butir {name}: gabungkan beberapa."
        elif any(len(item) > LONGEST for item in items):
            wrong[name] = f"Satu butir {name} paling panjang {LONGEST} huruf: bagi dua baris."
    return wrong


def _form(
    request: AnyRequest,
    period: periods.Chosen,
    isian: dict[str, str],
    status: int = 200,
    wrong: dict[str, str] | None = None,
) -> Template:
    return page(
        request,
        desk_of(request),
        "catatan_laporan.html",
        status,
        periode=period,
        bagian=periods.GROUPS,
        note_id=isian.get("note_id") or new_id(),
        isian=isian,
        galat=wrong,
    )


ROUTES = (note, write)
