"""Decides about one message: a part of a complaint, a complaint of its own, or put away."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

import msgspec
from litestar import post
from litestar.response import Redirect, Template
from msgspec.structs import replace

from portal.desks import desk_of
from portal.forms import Fields, fields_of
from portal.guards import only, signed_in
from portal.line import OutageError, RefusedError
from portal.officer.saying import FormError
from portal.officer.waiting import WAITS, told
from portal.pages.message import DECIDED, again, message_page, which
from portal.seen import saw
from portal.showing import AnyRequest, tell
from schemas.commands.inbox import DismissMessage, FileMessage
from schemas.inbox_views import InboxDone
from schemas.queries import ShowCase
from schemas.views import HistoryView

DESK: Final = only("petugas", "ketua_tim")
NUMBER_MISSING: Final = "Tulis dahulu nomor pengaduannya."
NUMBER_UNREADABLE: Final = "Nomor ini tidak dapat dibaca: salin dari halaman pengaduannya."
REASON_MISSING: Final = "Tulis dahulu mengapa pesan ini disisihkan."
REASON_UNREADABLE: Final = "Alasan ini tidak dapat disimpan: pendekkan, lalu kirim lagi."
NOT_FILED: Final = "Pesan ini belum dapat dimasukkan: baca mengapa, lalu putuskan lagi."

Decision: TypeAlias = FileMessage | DismissMessage
Ordered: TypeAlias = Callable[[AnyRequest, Fields], Awaitable[Decision]]


@post("/{office:str}/kotak-masuk/{which:str}/masukkan", name="pesan_masukkan", guards=[DESK])
async def add(request: AnyRequest) -> Template | Redirect:
    """Make it a message of the complaint that was named."""
    return await _decide(request, "nomor", _to_the_named)


@post("/{office:str}/kotak-masuk/{which:str}/baru", name="pesan_baru", guards=[DESK])
async def begin(request: AnyRequest) -> Template | Redirect:
    """Make it a complaint of its own."""
    return await _decide(request, "kirim", _as_a_new_one)


@post("/{office:str}/kotak-masuk/{which:str}/sisihkan", name="pesan_sisihkan", guards=[DESK])
async def dismiss(request: AnyRequest) -> Template | Redirect:
    """Say that it is none of the office's matters."""
    return await _decide(request, "alasan", _put_away)


async def _to_the_named(request: AnyRequest, given: Fields) -> FileMessage:
    if not (number := given.line("nomor")):
        raise FormError({"nomor": NUMBER_MISSING})
    try:
        query = msgspec.convert({"number": number}, ShowCase)
    except msgspec.ValidationError as error:
        raise FormError({"nomor": NUMBER_UNREADABLE}) from error
    person = signed_in(request)
    found = await desk_of(request).line.see(replace(query, by=person.claim), HistoryView)
    there = found.case.pengaduan_id
    return FileMessage(message_id=which(request), pengaduan_id=there, by=person.claim)


async def _as_a_new_one(request: AnyRequest, _: Fields) -> FileMessage:
    return FileMessage(message_id=which(request), by=signed_in(request).claim)


async def _put_away(request: AnyRequest, given: Fields) -> DismissMessage:
    if not (reason := given.text("alasan")):
        raise FormError({"alasan": REASON_MISSING})
    raw = {"message_id": which(request), "text": reason, "erase": bool(given.line("hapus"))}
    try:
        order = msgspec.convert(raw, DismissMessage)
    except msgspec.ValidationError as error:
        raise FormError({"alasan": REASON_UNREADABLE}) from error
    return replace(order, by=signed_in(request).claim)


async def _decide(request: AnyRequest, field: str, ordered: Ordered) -> Template | Redirect:
    """Carry a decision out; the page again, as it was typed, where that cannot be."""
    given = await fields_of(request)
    try:
        order = await ordered(request, given)
        done = await told(desk_of(request).line, order, InboxDone)
        if done.line.state not in WAITS:
            return await _done(request, done)
        wrong = {field: done.line.sentence or NOT_FILED}
    except FormError as error:
        wrong = error.fields
    except RefusedError as error:
        wrong = {field: error.refused.sentence}
    except OutageError as error:
        return message_page(request, None, given, 503, wrong={"kirim": str(error)})
    return await again(request, given, wrong)


async def _done(request: AnyRequest, done: InboxDone) -> Redirect:
    """To the complaint that it is a part of now; to the list where it was put away."""
    desk, there = desk_of(request), done.line.pengaduan_id
    if there is None:
        request.session[DECIDED] = done.line.message_id
        tell(request, "Pesan sudah disisihkan.")
        return Redirect(f"/{desk.code}/kotak-masuk")
    saw(request, done.position)
    query = ShowCase(pengaduan_id=there, by=signed_in(request).claim, min_position=done.position)
    history = await desk.line.see(query, HistoryView)
    tell(request, "Pesan sudah masuk ke pengaduan ini.")
    return Redirect(f"/{desk.code}/kasus/{history.case.number}")


ROUTES = (add, begin, dismiss)
