"""Signing in and out, and acting in another of one's roles."""

import msgspec
import structlog
from litestar import get, post
from litestar.exceptions import TooManyRequestsException
from litestar.response import Redirect, Template
from msgspec.structs import replace

from portal.desks import desk_of
from portal.faults import ENDED
from portal.forms import fields_of
from portal.guards import signed_in
from portal.people import KEY, Person
from portal.roles import home_of
from portal.safety import at_most, too_often
from portal.sessions import begin_anew
from portal.showing import AnyRequest, page

log = structlog.get_logger(__name__)
TRIES = 10
SESSION_ENDED = "Sesi Anda sudah berakhir. Masuk lagi untuk melanjutkan."
WRONG = "Nama atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."


@get("/{office:str}/masuk", name="masuk")
async def form(request: AnyRequest) -> Template:
    """Ask for name and password."""
    said = SESSION_ENDED if request.url.query == ENDED else None
    return page(request, desk_of(request), "masuk.html", pesan=said)


@post("/{office:str}/masuk", name="masuk_kirim", middleware=[at_most(TRIES, "masuk").middleware])
async def sign_in(request: AnyRequest) -> Template | Redirect:
    """Let somebody in whose name and password fit."""
    desk, given = desk_of(request), await fields_of(request)
    name = given.line("nama")
    if await too_often(request, "masuk", f"{desk.code}.{name}", TRIES):
        raise TooManyRequestsException("account")
    found = await desk.accounts.sign_in(name, given.line("sandi"))
    if found is None:
        log.warning("portal_sign_in_refused", office=desk.code)
        galat = {"nama": WRONG}
        isian = {"nama": name}
        return page(request, desk, "masuk.html", 422, galat=galat, isian=isian)
    account = found.account
    person = Person(
        desk.code, account.name, account.shown, account.roles, account.roles[0], found.stamp
    )
    _keep(request, person)
    log.info("portal_signed_in", office=desk.code, account=account.name)
    return Redirect(home_of(person))


@post("/{office:str}/peran", name="peran")
async def act_as(request: AnyRequest) -> Redirect:
    """Act in another of one's own roles."""
    person, given = signed_in(request), await fields_of(request)
    role = given.line("peran")
    if role in person.roles:
        person = replace(person, role=role)
        _keep(request, person)
    return Redirect(home_of(person))


@post("/{office:str}/keluar", name="keluar")
async def sign_out(request: AnyRequest) -> Redirect:
    """End the session."""
    request.clear_session()
    return Redirect(f"/{desk_of(request).code}")


def _keep(request: AnyRequest, person: Person) -> None:
    """Only this is kept, under a new id: what was there before is nobody's any more."""
    request.set_session({KEY: msgspec.to_builtins(person)})
    begin_anew(request)


ROUTES = (form, sign_in, act_as, sign_out)
