"""The paths of Open311 GeoReport v2, in XML and JSON, over the same commands as the API."""

from typing import Final, TypeAlias

import msgspec
from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal.door.faults import LATER, Handlers, KnockError, told
from portal.door.georequests import lodgement, request_record, service_of, services
from portal.door.knocking import (
    FOLLOWED_A_MINUTE,
    LODGED_A_MINUTE,
    count,
    desk_at,
    door_of,
    let_in,
)
from portal.door.lodging import follow, lodge
from portal.door.markup import Format, Record, answer, format_of
from portal.door.tickets import Tickets
from portal.offices import Desk
from portal.render import today_in
from portal.safety import AnyRequest, at_most

LARGEST: Final = 256 * 1024
CLIENT_A_MINUTE: Final = 1200
MOST_AT_ONCE: Final = 20
REQUESTS: Final = ("service_requests", "request")
Answer: TypeAlias = Response[bytes]


@get(["/services.xml", "/services.json"], sync_to_thread=False)
def list_services(request: AnyRequest) -> Answer:
    """What can be reported at an office."""
    found = services(_desk(request).loaded.policy)
    return answer(_form(request), ("services", "service"), found)


@get("/services/{named:str}", sync_to_thread=False)
def show_service(request: AnyRequest, named: FromPath[str]) -> Answer:
    """One of them; none asks for more than the form has."""
    code = _bare(named)
    service_of(_desk(request).loaded.policy, code)
    if _form(request) == "json":
        body = msgspec.json.encode({"service_code": code, "attributes": []})
        return Response(body, media_type="application/json")
    record: Record = {"service_code": code, "attributes": None}
    return answer("xml", ("service_definitions", "service_definition"), [record])


@post(["/requests.xml", "/requests.json"], status_code=201)
async def lodge_request(request: AnyRequest) -> Answer:
    """Lodge a complaint by a form; the same form on the same day is one complaint."""
    given = {name: text for name, text in (await request.form()).items() if isinstance(text, str)}
    desk = _desk(request, given)
    knock = await let_in(request, desk.code, given.pop("api_key", None))
    await count(request, knock, "kirim", LODGED_A_MINUTE)
    service = service_of(desk.loaded.policy, given.get("service_code", ""))
    said = lodgement(given, service)
    once = request.headers.get("idempotency-key") or _same(request, desk, given)
    lodged = await lodge(knock, said, once)
    ticket = _tickets(request, desk).write(lodged.tracking_code, str(service["service_code"]))
    notice = f"Nomor pengaduan: {lodged.number}. Kode pelacakan: {lodged.tracking_code}"
    record: Record = {"service_request_id": ticket, "service_notice": notice, "account_id": None}
    return answer(_form(request), REQUESTS, [record], 201)


@get(["/requests.xml", "/requests.json"])
async def list_requests(request: AnyRequest) -> Answer:
    """How far the named ones are; without a name there is no list, for it would be of others."""
    named = request.query_params.get("service_request_id", "")
    tickets = [one.strip() for one in named.split(",") if one.strip()]
    if not tickets or len(tickets) > MOST_AT_ONCE:
        raise KnockError(
            400,
            "service_request_id_missing",
            f"Sebutkan service_request_id, paling banyak {MOST_AT_ONCE}.",
            ("service_request_id",),
        )
    return await _shown(request, tickets)


@get("/requests/{named:str}")
async def show_request(request: AnyRequest, named: FromPath[str]) -> Answer:
    """How far one is."""
    return await _shown(request, [_bare(named)])


async def _shown(request: AnyRequest, tickets: list[str]) -> Answer:
    desk = _desk(request)
    knock = await let_in(request, desk.code)
    await count(request, knock, "lacak", FOLLOWED_A_MINUTE)
    policy, zone = desk.loaded.policy, desk.loaded.calendar.zone
    records = []
    for ticket in tickets:
        read = _tickets(request, desk).read(ticket)
        if read is None:
            raise KnockError(404, "unknown_request", "service_request_id ini tidak ada di sini.")
        code, service = read
        view = await follow(knock, code)
        records.append(request_record(view, ticket, service_of(policy, service), zone))
    return answer(_form(request), REQUESTS, records)


def _desk(request: AnyRequest, given: dict[str, str] | None = None) -> Desk:
    named = request.query_params.get("jurisdiction_id") or (given or {}).get("jurisdiction_id")
    if named is None:
        known = ", ".join(sorted(request.app.state.desks))
        raise KnockError(
            400,
            "jurisdiction_missing",
            f"jurisdiction_id wajib diisi: {known}.",
            ("jurisdiction_id",),
        )
    return desk_at(request, named)


def _same(request: AnyRequest, desk: Desk, given: dict[str, str]) -> str:
    # What people wrote decides an id here, so nobody may be able to try it out from the id.
    day = today_in(desk.loaded.calendar.zone).isoformat()
    said = msgspec.json.encode(sorted(given.items())).decode()
    return door_of(request).keyed.digest("georeport_request", f"{desk.code}|{day}|{said}")


def _tickets(request: AnyRequest, desk: Desk) -> Tickets:
    return Tickets(desk.code, door_of(request).keyed)


def _form(request: AnyRequest) -> Format:
    return format_of(request.url.path)


def _bare(named: FromPath[str]) -> str:
    return named.removesuffix(".xml").removesuffix(".json")


def on_error(request: AnyRequest, error: Exception) -> Answer:
    """Every failure as the specification writes it."""
    status, fault = told(error)
    record: Record = {"code": str(status), "description": f"{fault.sentence} ({fault.code})"}
    headers = LATER if status in {429, 503} else None
    return answer(_form(request), ("errors", "error"), [record], status, headers)


def georeport_router(handlers: Handlers) -> Router:
    """Everything below `/api/georeport/v2`."""
    return Router(
        "/api/georeport/v2",
        route_handlers=[
            list_services,
            show_service,
            lodge_request,
            list_requests,
            show_request,
        ],
        exception_handlers=handlers,
        middleware=[at_most(CLIENT_A_MINUTE, "georeport").middleware],
        opt={"exclude_from_csrf": True},
        request_max_body_size=LARGEST,
        include_in_schema=False,
    )
