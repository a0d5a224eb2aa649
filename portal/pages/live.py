"""The stream on which open pages hear that something changed; it carries no word of a complaint."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, aclosing
from functools import partial
from typing import Final

from litestar import get
from litestar.response import Stream

from portal.desks import desk_of
from portal.guards import only, signed_in, still_stands
from portal.live.hub import Hub
from portal.showing import AnyRequest

AGAIN: Final = "retry: 2000\n\n"
CLOSING: Final = "event: closing\ndata:\n\n"
ALIVE: Final = ":\n\n"


@get(
    "/{office:str}/langsung",
    name="langsung",
    guards=[only("petugas", "ketua_tim", "kepala", "opd")],
)
async def live(request: AnyRequest) -> Stream:
    """Tell each change until the browser goes or the portal stops."""
    hub: Hub = request.app.state.hubs[desk_of(request).code]
    last = request.headers.get("last-event-id", "")
    since = request.query_params.get("sejak", "")
    person = signed_in(request)
    return Stream(
        events(hub, person.opd, last, since, partial(still_stands, request, person)),
        media_type="text/event-stream",
        headers={"x-accel-buffering": "no"},
    )


def is_behind(heard: int, last: str, since: str) -> bool:
    """Whether a page was made before something that was heard, or that nobody here could hear."""
    if last.isdecimal():
        return not heard or int(last) < heard
    return since.isdecimal() and int(since) < heard


async def events(
    hub: Hub, opd: str | None, last: str, since: str, may_stay: Callable[[], Awaitable[bool]]
) -> AsyncGenerator[str, None]:
    """What goes over the wire, to one who has seen as much as the two say, while they may."""
    async with AsyncExitStack() as stack:
        audience = hub.office
        if opd is not None:
            audience = await stack.enter_async_context(hub.of_opd(opd))
        heard = max(hub.office.sequence, audience.sequence)
        changes = audience.changes(behind=is_behind(heard, last, since))
        await stack.enter_async_context(aclosing(changes))
        yield AGAIN
        async for sequence in changes:
            yield ALIVE if sequence is None else changed(sequence)
            if not await may_stay():
                break
        yield CLOSING


def changed(sequence: int) -> str:
    """One event; where nothing was heard yet it has no place."""
    place = f"id: {sequence}\n" if sequence else ""
    return f"{place}event: berubah\ndata:\n\n"


ROUTES = (live,)
