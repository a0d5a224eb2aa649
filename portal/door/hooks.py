"""The doors that providers knock at: WhatsApp's webhook and an SMS gateway's call.

What came in is read by nobody here: it is proven, stored, and only then answered with 200.
"""

from typing import Final
from urllib.parse import parse_qs

import msgspec
from litestar import MediaType, Response, Router, get, post, route
from litestar.enums import HttpMethod
from litestar.params import FromPath

from policy.doors import SmsDoor
from portal.door.faults import Handlers, KnockError
from portal.door.keeping import keep
from portal.door.opening import Openings
from portal.door.proving import password_in, same, signed_by, take_out
from portal.front import client_of
from portal.line import Line
from portal.safety import AnyRequest, at_most, too_often
from schemas.commands.inbox import KeepMessage

LARGEST: Final = 256 * 1024
CALLS_A_MINUTE: Final = 6_000
WRONG_A_MINUTE: Final = 30
FORM: Final = "application/x-www-form-urlencoded"
_LONGEST_CHALLENGE: Final = 200
_LONGEST_ID: Final = 1_000


@get("/{office:str}/whatsapp/{account:str}")
async def greet(
    request: AnyRequest, office: FromPath[str], account: FromPath[str]
) -> Response[str]:
    """Repeat Meta's challenge, when the address is entered there."""
    door = _openings(request).whatsapp(office, account)
    asked = request.query_params
    challenge = asked.get("hub.challenge", "")
    said = asked.get("hub.verify_token", "")
    if door is None or asked.get("hub.mode") != "subscribe" or not same(door.verify_token, said):
        raise await _refused(request)
    if not challenge or len(challenge) > _LONGEST_CHALLENGE:
        raise KnockError(400, "unreadable", "hub.challenge kosong atau terlalu panjang.")
    return Response(challenge, media_type=MediaType.TEXT)


@post("/{office:str}/whatsapp/{account:str}", status_code=200)
async def deliver(
    request: AnyRequest, office: FromPath[str], account: FromPath[str]
) -> Response[str]:
    """Store what Meta delivers."""
    door = _openings(request).whatsapp(office, account)
    body = await request.body()
    signature = request.headers.get("x-hub-signature-256", "")
    if door is None or not signed_by(door.app_secret, body, signature):
        raise await _refused(request)
    order = KeepMessage(
        adapter="whatsapp",
        account=door.account,
        channel=door.channel,
        content_type="application/json",
    )
    await keep(_line(request, office), order, body)
    return Response("", media_type=MediaType.TEXT)


@route("/{office:str}/sms/{account:str}", http_method=[HttpMethod.GET, HttpMethod.POST])
async def hand_over(
    request: AnyRequest, office: FromPath[str], account: FromPath[str]
) -> Response[str]:
    """Store an SMS, and say so in the gateway's own words."""
    door = _openings(request).sms(office, account)
    if door is None:
        raise await _refused(request)
    body, content_type = await _said(request)
    if door.secret_field is not None:
        body, said = take_out(body, door.secret_field)
    else:
        said = password_in(request.headers.get("authorization", ""))
    if not same(door.secret, said):
        raise await _refused(request)
    names = door.fields
    headers = (("sender", names.sender), ("text", names.text), ("at", names.at or ""))
    order = KeepMessage(
        adapter="sms",
        account=door.account,
        channel=door.channel,
        source=_id_of(door, body, content_type),
        content_type=content_type,
        headers=headers,
    )
    await keep(_line(request, office), order, body)
    return Response(door.answer, media_type=MediaType.TEXT, status_code=200)


def hooks_router(handlers: Handlers) -> Router:
    """Everything below `/pintu`."""
    return Router(
        "/pintu",
        route_handlers=[greet, deliver, hand_over],
        exception_handlers=handlers,
        middleware=[at_most(CALLS_A_MINUTE, "pintu").middleware],
        opt={"exclude_from_csrf": True},
        request_max_body_size=LARGEST,
        include_in_schema=False,
    )


async def _said(request: AnyRequest) -> tuple[bytes, str]:
    if request.method == HttpMethod.GET.value:
        return request.scope["query_string"], FORM
    kind = request.headers.get("content-type", FORM).partition(";")[0].strip().lower()
    return await request.body(), kind[:100] or FORM


def _id_of(door: SmsDoor, body: bytes, content_type: str) -> str | None:
    """What the gateway calls the message; without that it is named by its bytes."""
    name = door.fields.id
    try:
        if content_type == "application/json":
            said = msgspec.json.decode(body, type=dict[str, object]).get(name)
            found = str(said) if isinstance(said, str | int) else ""
        else:
            found = parse_qs(body.decode("ascii"), max_num_fields=100).get(name, [""])[0]
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    return found[:_LONGEST_ID] or None


async def _refused(request: AnyRequest) -> KnockError:
    # Which of them was wrong, and whether there is such a door, is nobody's business.
    if await too_often(request, "pintu_salah", client_of(request), WRONG_A_MINUTE):
        return KnockError(429, "too_often", "Terlalu banyak percobaan: tunggu satu menit.")
    return KnockError(403, "door_shut", "Pintu ini tidak dibuka bagi Anda.")


def _openings(request: AnyRequest) -> Openings:
    openings: Openings = request.app.state.openings
    return openings


def _line(request: AnyRequest, office: str) -> Line:
    line: Line = request.app.state.desks[office].line
    return line
