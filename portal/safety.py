"""What every answer says to the browser, and how often somebody may try."""

from typing import Any, Final

from litestar import Request
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import MutableScopeHeaders
from litestar.exceptions import PermissionDeniedException
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.types import Message, Scope

from portal.front import client_of
from portal.sessions import cookie_name

AnyRequest = Request[Any, Any, Any]

HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
NOT_KEPT: Final = "no-store"
TLS_ONLY: Final = "max-age=31536000"
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


async def protect(message: Message, scope: Scope) -> None:
    """Add the headers; a page with somebody's data is kept by no browser and no proxy."""
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if not scope["path"].startswith("/statis/"):
        headers["cache-control"] = NOT_KEPT


async def protect_over_tls(message: Message, scope: Scope) -> None:
    """The same, and the browser comes by TLS from now on."""
    await protect(message, scope)
    if message["type"] == "http.response.start":
        headers = MutableScopeHeaders.from_message(message)
        headers.setdefault("strict-transport-security", TLS_ONLY)


async def refuse_foreign(request: AnyRequest) -> None:
    """A form that another site sent is not taken, whatever it brings.

    Raises:
        PermissionDeniedException: A browser says that it comes from elsewhere.
    """
    if request.method not in SAFE and request.headers.get("sec-fetch-site") == "cross-site":
        raise PermissionDeniedException("csrf: cross-site")


def csrf(secret: str, *, secure: bool) -> CSRFConfig:
    """A token in a cookie that every form repeats."""
    return CSRFConfig(
        secret=secret,
        cookie_name=cookie_name("tuntas_csrf", secure=secure),
        cookie_secure=secure,
        cookie_httponly=True,
        cookie_samesite="strict",
    )


def at_most(times: int, what: str) -> RateLimitConfig:
    """So many tries a minute for one client, counted for itself."""
    return RateLimitConfig(
        rate_limit=("minute", times),
        store=f"batas_{what}",
        identifier_for_request=client_of,
        check_throttle_handler=_is_limited,
    )


async def too_often(request: AnyRequest, what: str, whose: str, times: int) -> bool:
    """Count a try for one account; true when there were too many in a minute."""
    store, key = request.app.stores.get(f"batas_{what}_akun"), whose[:64]
    await store.delete_expired()  # type: ignore[attr-defined]
    tried = int(await store.get(key) or b"0") + 1
    await store.set(key, str(tried), expires_in=60)
    return await _is_limited(request) and tried > times


async def _is_limited(request: AnyRequest) -> bool:
    limited: bool = request.app.state.limited
    return limited
