"""The register: the cases of a filter, a page at a time, and a search that no address shows."""

from typing import Any

from litestar import get, post
from litestar.response import Template

from portal.desks import desk_of
from portal.filters import PAGE, address_of, filter_of
from portal.forms import fields_of
from portal.guards import only, signed_in
from portal.offices import Desk
from portal.showing import AnyRequest, page
from schemas.queries import ListCases, Search
from schemas.views import CaseList

READERS = only("petugas", "ketua_tim", "kepala", "auditor")


@get("/{office:str}/pengaduan", name="pengaduan", guards=[READERS])
async def cases(request: AnyRequest) -> Template:
    """The cases of the filter in the address."""
    desk, person = desk_of(request), signed_in(request)
    wanted, start, as_of = filter_of(request.query_params)
    query = ListCases(filter=wanted, as_of=as_of, limit=PAGE, offset=start, by=person.claim)
    found = await desk.line.see(query, CaseList)
    before = address_of(desk.code, wanted, max(start - PAGE, 0), as_of) if start else None
    more = start + len(found.cases) < found.total
    after = address_of(desk.code, wanted, start + PAGE, as_of) if more else None
    return page(
        request,
        desk,
        "pengaduan.html",
        daftar=found,
        cari="",
        sebelum=before,
        sesudah=after,
        per=as_of,
    )


@post("/{office:str}/pengaduan", name="cari", guards=[READERS])
async def search(request: AnyRequest) -> Template:
    """Cases by number, name, phone, NIK or e-mail; what was typed stands in no address."""
    desk, person, given = desk_of(request), signed_in(request), await fields_of(request)
    text = given.line("cari")[:500]
    if not text:
        galat = {"cari": "Ketik nomor, nama, telepon atau NIK yang dicari."}
        return _found(request, desk, None, "", 422, galat=galat)
    found = await desk.line.see(Search(text=text, limit=PAGE, by=person.claim), CaseList)
    return _found(request, desk, found, text)


def _found(
    request: AnyRequest,
    desk: Desk,
    found: CaseList | None,
    text: str,
    status: int = 200,
    **values: Any,
) -> Template:
    shown = {
        "daftar": found,
        "cari": text,
        "sebelum": None,
        "sesudah": None,
        "per": None,
        **values,
    }
    return page(request, desk, "pengaduan.html", status, **shown)


ROUTES = (cases, search)
