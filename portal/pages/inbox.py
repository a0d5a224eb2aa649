"""What came in by itself and waits for a person: by WhatsApp, SMS or e-mail."""

from typing import Final

from litestar import get
from litestar.response import Template

from portal.desks import desk_of
from portal.guards import only, signed_in
from portal.officer.waiting import suggested, told, way_of
from portal.pages import deciding, message
from portal.showing import AnyRequest, page
from schemas.commands.inbox import ListWaiting
from schemas.inbox_views import InboxShown

MOST: Final = 20


@get("/{office:str}/kotak-masuk", name="kotak_masuk", guards=[only("petugas", "ketua_tim")])
async def waiting(request: AnyRequest) -> Template:
    """The messages that wait, the oldest first, without a word of them."""
    desk, person = desk_of(request), signed_in(request)
    # The list may be a moment behind what was just decided.
    decided = request.session.pop(message.DECIDED, None)
    found = await told(desk.line, ListWaiting(limit=MOST, by=person.claim), InboxShown)
    lines = [line for line in found.lines if line.message_id != decided]
    return page(
        request,
        desk,
        "kotak_masuk.html",
        daftar=lines,
        jumlah=found.waiting - (len(found.lines) - len(lines)),
        saran=await suggested(desk, person, lines),
        lewat=lambda line: way_of(desk, line),
    )


ROUTES = (waiting, *message.ROUTES, *deciding.ROUTES)
