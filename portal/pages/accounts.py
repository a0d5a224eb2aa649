"""Who may sign in at an office: add, change, close; a new password is shown once."""

import datetime as dt
from dataclasses import replace

import structlog
from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.response import Redirect, Template

from portal import passwords
from portal.accounts import Account, AccountError
from portal.admin.rules import add, change, choices
from portal.desks import desk_of
from portal.forms import Fields, fields_of
from portal.guards import only, signed_in
from portal.showing import AnyRequest, page, tell

log = structlog.get_logger(__name__)
ADMINS = only("admin")


@get("/{office:str}/akun", name="akun", guards=[ADMINS])
async def accounts(request: AnyRequest) -> Template:
    """Every account of the office."""
    return await _listed(request)


@post("/{office:str}/akun", name="akun_baru", guards=[ADMINS], status_code=200)
async def create(request: AnyRequest) -> Template:
    """Make an account; its password stands on the next page and nowhere else."""
    desk, given = desk_of(request), await fields_of(request)
    account = Account(
        given.line("nama"), given.line("sebutan") or given.line("nama"), _roles(request, given)
    )
    password = passwords.made_up()
    try:
        await add(desk.accounts, account, password, by=signed_in(request).name, at=_now())
    except AccountError as error:
        return await _again(request, given, error, "baru")
    log.info("portal_account_made", office=desk.code, account=account.name)
    return await _listed(request, handed=(account.name, password))


@post("/{office:str}/akun/{name:str}", name="akun_ubah", guards=[ADMINS])
async def update(request: AnyRequest) -> Template | Redirect:
    """Change how somebody is addressed and their roles, or close the account, or open it again."""
    desk, given, before = desk_of(request), await fields_of(request), await _account(request)
    account = Account(
        before.name,
        given.line("sebutan") or before.shown,
        _roles(request, given),
        closed=given.line("tutup") == "ya",
    )
    try:
        await change(desk.accounts, account, None, by=signed_in(request).name, at=_now())
    except AccountError as error:
        return await _again(request, given, error, before.name)
    log.info("portal_account_changed", office=desk.code, account=account.name)
    tell(request, f"Akun {account.name} sudah diubah.")
    return Redirect(f"/{desk.code}/akun")


@post("/{office:str}/akun/{name:str}/sandi", name="akun_sandi", guards=[ADMINS], status_code=200)
async def new_password(request: AnyRequest) -> Template:
    """Give an account a new password, which stands on the next page and nowhere else."""
    desk, account = desk_of(request), await _account(request)
    password = passwords.made_up()
    await change(desk.accounts, replace(account), password, by=signed_in(request).name, at=_now())
    log.info("portal_password_made", office=desk.code, account=account.name)
    return await _listed(request, handed=(account.name, password))


async def _account(request: AnyRequest) -> Account:
    found = await desk_of(request).accounts.of(request.path_params["name"])
    if found is None:
        raise NotFoundException("account")
    return found


def _roles(request: AnyRequest, given: Fields) -> tuple[str, ...]:
    """The roles that were ticked, in the order of the office's list."""
    ticked = set(given.many("peran"))
    return tuple(role for role, _ in choices(desk_of(request)) if role in ticked)


async def _again(request: AnyRequest, given: Fields, error: AccountError, which: str) -> Template:
    wrong = {"akun": str(error)}
    return await _listed(
        request, 422, open_=which, isian=given.typed, galat=wrong, dicentang=given.many("peran")
    )


async def _listed(
    request: AnyRequest,
    status: int = 200,
    *,
    handed: tuple[str, str] | None = None,
    open_: str = "",
    **again: object,
) -> Template:
    desk = desk_of(request)
    values = {"dicentang": [], **again}
    return page(
        request,
        desk,
        "akun.html",
        status,
        semua=await desk.accounts.all(),
        pilihan=choices(desk),
        diserahkan=handed,
        terbuka=open_,
        **values,
    )


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


ROUTES = (accounts, create, update, new_password)
