"""The HTTP API for an office's own website: lodge a complaint, and follow it by its code."""

from typing import Annotated, Final

from litestar import Response, Router, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, HeaderParameter, JSONBody

from portal.door.faults import Handlers
from portal.door.knocking import (
    FOLLOWED_A_MINUTE,
    LODGED_A_MINUTE,
    count,
    let_in,
)
from portal.door.lodging import follow, followed, lodge
from portal.door.shapes import Asked, Fault, Followed, Lodged, Lodgement
from portal.safety import AnyRequest, at_most

LARGEST: Final = 256 * 1024
CLIENT_A_MINUTE: Final = 1200
OPEN: Final = {"exclude_from_csrf": True}
FAULTS: Final = {
    status: ResponseSpec(data_container=Fault, description=why, generate_examples=False)
    for status, why in (
        (400, "It cannot be read."),
        (401, "No known key."),
        (404, "No such office, or a code that opens nothing."),
        (422, "The office's rules say no."),
        (429, "Too often."),
        (503, "Say the same again later."),
    )
}
AGAIN: Final = ResponseSpec(
    data_container=Lodged, description="This key lodged it before.", generate_examples=False
)
IdempotencyKey = Annotated[
    str,
    HeaderParameter(
        name="Idempotency-Key",
        min_length=8,
        max_length=200,
        description="Made by the website for each complaint; said again, it is the same one.",
    ),
]


@post(
    "/{office:str}/complaints",
    status_code=201,
    responses=FAULTS | {200: AGAIN},
    operation_id="lodge",
    summary="Lodge a complaint",
    security=[{"key": []}],
)
async def lodge_complaint(
    request: AnyRequest,
    office: FromPath[str],
    data: JSONBody[Lodgement],
    idempotency_key: IdempotencyKey,
) -> Response[Lodged]:
    """Lodge a complaint; 200 in place of 201 where this idempotency key lodged it before."""
    knock = await let_in(request, office)
    await count(request, knock, "kirim", LODGED_A_MINUTE)
    lodged = await lodge(knock, data, idempotency_key)
    return Response(lodged, status_code=200 if lodged.repeated else 201)


@post(
    "/{office:str}/tracking",
    status_code=200,
    responses=FAULTS,
    operation_id="follow",
    summary="Follow a complaint",
    security=[{"key": []}],
)
async def follow_complaint(
    request: AnyRequest, office: FromPath[str], data: JSONBody[Asked]
) -> Followed:
    """Follow a complaint by its tracking code, which stands in the body and in no address."""
    knock = await let_in(request, office)
    await count(request, knock, "lacak", FOLLOWED_A_MINUTE)
    return followed(await follow(knock, data.tracking_code))


def api_router(handlers: Handlers) -> Router:
    """Everything below `/api/v1`."""
    return Router(
        "/api/v1",
        route_handlers=[lodge_complaint, follow_complaint],
        exception_handlers=handlers,
        middleware=[at_most(CLIENT_A_MINUTE, "api").middleware],
        opt=OPEN,
        request_max_body_size=LARGEST,
        tags=["Pengaduan"],
    )
