"""What an OPD finds: its own dispositions, the one that is due first on top."""

from litestar import get
from litestar.response import Template

from portal.desks import desk_of
from portal.filters import PAGE
from portal.guards import only, signed_in
from portal.live.fresh import fresh
from portal.opd.deeds import state_label
from portal.showing import AnyRequest, page
from schemas.dispositions import DispositionList
from schemas.queries import ListDispositions


@get("/{office:str}/disposisi", name="disposisi", guards=[only("opd")])
async def mine(request: AnyRequest) -> Template:
    """The dispositions to the OPD that signed in."""
    desk, person = desk_of(request), signed_in(request)
    given = request.query_params.get("mulai", "0")
    start = int(given) if given.isdecimal() and len(given) < 10 else 0
    query = ListDispositions(limit=PAGE, offset=start, by=person.claim, min_position=fresh(request))
    found = await desk.line.see(query, DispositionList)
    return page(
        request,
        desk,
        "disposisi.html",
        daftar=found,
        keadaan=state_label,
        sebelum=max(start - PAGE, 0) if start else None,
        sesudah=start + PAGE if start + PAGE < found.total else None,
    )


ROUTES = (mine,)
