"""Who signed in, kept on the server; of somebody who only looks nothing is kept."""

from typing import Any, Final

from litestar.connection import ASGIConnection
from litestar.middleware.session.server_side import (
    ServerSideSessionBackend,
    ServerSideSessionConfig,
)
from litestar.types import Message, ScopeSession
from litestar.types.empty import Empty

COOKIE: Final = "tuntas_sesi"
HOURS_SIGNED_IN: Final = 10


class Kept(ServerSideSessionBackend):
    """Writes a session only where there is something in it, and forgets one that was emptied."""

    async def store_in_message(
        self,
        scope_session: ScopeSession,
        message: Message,
        connection: "ASGIConnection[Any, Any, Any, Any]",
    ) -> None:
        """Keep the session and have its cookie set, where there is one."""
        if scope_session and scope_session is not Empty:
            await super().store_in_message(scope_session, message, connection)
        elif self.config.key in connection.cookies:
            await super().store_in_message(Empty, message, connection)


class Sessions(ServerSideSessionConfig):
    """How sessions are kept."""

    _backend_class = Kept


def sessions_config(*, secure: bool) -> Sessions:
    """The portal's sessions; files of its own need none."""
    return Sessions(
        key=COOKIE,
        secure=secure,
        httponly=True,
        samesite="lax",
        max_age=HOURS_SIGNED_IN * 3600,
        exclude="^/statis/",
    )
