"""Who signed in, kept on the server; of somebody who only looks nothing is kept."""

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any, Final

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie, MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.serialization import decode_json, encode_json
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from litestar.types.empty import Empty

from portal.people import KEY
from portal.session_rows import Held, SessionRows

COOKIE: Final = "tuntas_sesi"
SIGNED_IN_IDLE: Final = dt.timedelta(minutes=30)
VISITOR_IDLE: Final = dt.timedelta(hours=1)
"""As long as a receipt can be shown again."""
BYTES: Final = 32
_ANEW: Final = "tuntas_sesi_baru"
_BY_ITSELF: Final = "langsung"
"""What htmx names when an open page brings itself up to date; nobody need sit before it."""


def cookie_name(name: str, *, secure: bool) -> str:
    """A browser takes such a name over TLS only, and from nobody but this very host."""
    return f"__Host-{name}" if secure else name


def begin_anew(connection: "ASGIConnection[Any, Any, Any, Any]") -> None:
    """Give the session another id with this answer, and end what was under the old one."""
    connection.scope["state"][_ANEW] = True


def has_ended(connection: "ASGIConnection[Any, Any, Any, Any]") -> bool:
    """Whether the browser was signed in, and is no more."""
    names = (cookie_name(COOKIE, secure=secure) for secure in (False, True))
    session: Any = connection.scope.get("session")
    nobody = not session or session is Empty or KEY not in session
    return nobody and any(name in connection.cookies for name in names)


class Sessions(ASGIMiddleware):
    """Finds the session of each request, and keeps what a page put into it.

    An id is made here only: what else a cookie says opens nothing and is never used.
    """

    scopes = (ScopeType.HTTP,)

    def __init__(self, rows: SessionRows, *, secure: bool) -> None:
        self.should_bypass_for_scope = _is_a_file_of_ours
        self._rows = rows
        self._secure = secure
        self._name = cookie_name(COOKIE, secure=secure)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Answer one request."""
        connection = ASGIConnection[Any, Any, Any, Any](scope)
        said = connection.cookies.get(self._name)
        held = await self._rows.find(said) if said else None
        scope["session"] = {} if held is None else decode_json(held.data)
        turn = _Turn(connection, held, brought=said is not None)

        async def keeping(message: Message) -> None:
            if message["type"] == "http.response.start":
                await self._keep(turn, message)
            await send(message)

        await next_app(scope, receive, keeping)

    async def _keep(self, turn: "_Turn", message: Message) -> None:
        data, held = turn.data, turn.held
        if held is not None and data and not turn.anew:
            if data != held.data or (held.stale and not turn.by_itself):
                await self._rows.keep(held.id, data, None if turn.by_itself else turn.idle)
            return
        if held is not None:
            await self._rows.end(held.id)
        if data:
            session_id = secrets.token_urlsafe(BYTES)
            await self._rows.begin(session_id, data, turn.idle)
            self._set_cookie(message, session_id)
        elif turn.brought:
            self._set_cookie(message, "", expires=0)

    def _set_cookie(self, message: Message, value: str, expires: int | None = None) -> None:
        # Without an end of its own it goes when the browser is closed.
        cookie = Cookie(
            key=self._name, value=value, expires=expires, secure=self._secure, httponly=True
        )
        headers = MutableScopeHeaders.from_message(message)
        headers.add("set-cookie", cookie.to_header(header=""))


def _is_a_file_of_ours(scope: Scope) -> bool:
    return scope["path"].startswith("/statis/")


@dataclass(frozen=True, slots=True)
class _Turn:
    """One request and what was found for it."""

    connection: "ASGIConnection[Any, Any, Any, Any]"
    held: Held | None
    brought: bool

    @property
    def data(self) -> bytes:
        """What is to be kept; empty where nothing is."""
        session = self.connection.scope["session"]
        return encode_json(session) if session and session is not Empty else b""

    @property
    def anew(self) -> bool:
        return _ANEW in self.connection.scope["state"]

    @property
    def by_itself(self) -> bool:
        return self.connection.headers.get("hx-trigger") == _BY_ITSELF

    @property
    def idle(self) -> dt.timedelta:
        signed_in = KEY in self.connection.session
        return SIGNED_IN_IDLE if signed_in else VISITOR_IDLE
