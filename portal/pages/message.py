"""One message that came in by itself, as it is read before somebody decides about it."""

from typing import Final

from litestar import get
from litestar.response import Template

from portal.allowed import why_not
from portal.desks import desk_of
from portal.forms import Fields
from portal.guards import only, signed_in
from portal.line import OutageError
from portal.officer.waiting import id_in, suggested, told, way_of
from portal.showing import AnyRequest, page
from schemas.commands.inbox import DismissMessage, FileMessage, ShowRaw
from schemas.inbox_views import RawShown
from schemas.lines import CaseLine

DECIDED: Final = "pesan_diputuskan"
"""Where a browser's session keeps which message was put away just now."""


@get(
    "/{office:str}/kotak-masuk/{which:str}",
    name="pesan_masuk",
    guards=[only("petugas", "ketua_tim")],
)
async def show(request: AnyRequest) -> Template:
    """What it says; that it was read is written down."""
    raw, case = await _read(request)
    return message_page(request, raw, Fields({}), case=case)


async def again(request: AnyRequest, given: Fields, wrong: dict[str, str]) -> Template:
    """The page as it was typed, with what is wrong."""
    try:
        raw, case = await _read(request)
    except OutageError as error:
        return message_page(request, None, given, 503, wrong=wrong | {"kirim": str(error)})
    return message_page(request, raw, given, 422, wrong=wrong, case=case)


def message_page(
    request: AnyRequest,
    raw: RawShown | None,
    given: Fields,
    status: int = 200,
    *,
    wrong: dict[str, str] | None = None,
    case: CaseLine | None = None,
) -> Template:
    """The page of a message; without it where nobody answers, the forms as they were typed.

    Args:
        request: Who asks.
        raw: The message.
        given: What was typed.
        status: The status to answer with.
        wrong: What is wrong, by field.
        case: The complaint that it is or may be a part of.
    """
    desk, person = desk_of(request), signed_in(request)
    return page(
        request,
        desk,
        "pesan_masuk.html",
        status,
        masuk=raw,
        lewat=None if raw is None else way_of(desk, raw.line),
        pengaduan=case,
        di_sini=f"/{desk.code}/kotak-masuk/{which(request)}",
        larangan={
            "masukkan": why_not(desk, person, FileMessage.__name__),
            "sisihkan": why_not(desk, person, DismissMessage.__name__),
        },
        isian=given.typed,
        galat=wrong,
    )


def which(request: AnyRequest) -> str:
    """The id of the message of this address.

    Raises:
        NotFoundException: There can be none.
    """
    return id_in(request.path_params["which"])


async def _read(request: AnyRequest) -> tuple[RawShown, CaseLine | None]:
    desk, person = desk_of(request), signed_in(request)
    order = ShowRaw(message_id=which(request), by=person.claim)
    raw = await told(desk.line, order, RawShown)
    found = await suggested(desk, person, [raw.line])
    return raw, next(iter(found.values()), None)


ROUTES = (show,)
