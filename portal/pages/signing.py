"""Signing in and out, and acting in another of one's roles."""

import msgspec
import structlog
from litestar import get, post
from litestar.exceptions import TooManyRequestsException
from litestar.response import Redirect, Template

from portal.desks import desk_of
from portal.forms import fields_of
from portal.guards import signed_in
from portal.people import KEY, Person
from portal.roles import home_of
from portal.safety import at_most, too_often
from portal.showing import AnyRequest, page

log = structlog.get_logger(__name__)
TRIES = 10
WRONG = "Nama atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."


@get("/{office:str}/masuk", name="masuk")
async def form(request: AnyRequest) -> Template:
    """Ask for name and password."""
    return page(request, desk_of(request), "masuk.html")


@post("/{office:str}/masuk", name="masuk_kirim", middleware=[at_most(TRIES, "masuk").middleware])
async def sign_in(request: AnyRequest) -> Template | Redirect:
    """Let somebody in whose name and password fit."""
    desk, given = desk_of(request), await fields_of(request)
    name = given.line("nama")
    if await too_often(request, "masuk", f"{desk.code}.{name}", TRIES):
        raise TooManyRequestsException("account")
    account = await desk.accounts.sign_in(name, given.line("sandi"))
    if account is None:
        log.warning("portal_sign_in_refused", office=desk.code)
        galat = {"nama": WRONG}
        isian = {"nama": name}
        return page(request, desk, "masuk.html", 422, galat=galat, isian=isian)
    request.clear_session()  # a session from before is nobody's any more
    person = Person(desk.code, account.name, account.shown, account.roles, account.roles[0])
    _keep(request, person)
    log.info("portal_signed_in", office=desk.code, account=account.name)
    return Redirect(home_of(person))


@post("/{office:str}/peran", name="peran")
async def act_as(request: AnyRequest) -> Redirect:
    """Act in another of one's own roles."""
    person, given = signed_in(request), await fields_of(request)
    role = given.line("peran")
    if role in person.roles:
        person = Person(person.office, person.name, person.shown, person.roles, role)
        _keep(request, person)
    return Redirect(home_of(person))


@post("/{office:str}/keluar", name="keluar")
async def sign_out(request: AnyRequest) -> Redirect:
    """End the session."""
    request.clear_session()
    return Redirect(f"/{desk_of(request).code}")


def _keep(request: AnyRequest, person: Person) -> None:
    request.set_session({KEY: msgspec.to_builtins(person)})


ROUTES = (form, sign_in, act_as, sign_out)
