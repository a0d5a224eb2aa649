"""Puts the portal together: pages, sessions, safety, what happens when something fails."""

from collections.abc import Callable, Sequence
from typing import Any

from litestar import Litestar, Router
from litestar.config.compression import CompressionConfig
from litestar.datastructures import CacheControlHeader
from litestar.exceptions import HTTPException
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.static_files import create_static_files_router
from litestar.stores.memory import MemoryStore
from litestar.stores.registry import StoreRegistry
from litestar.template.config import TemplateConfig

from engine.sql import DatabaseUnavailableError
from portal import faults, safety
from portal.door.knocking import Door
from portal.door.openapi import document
from portal.door.opening import Openings
from portal.door.routes import doors
from portal.front import Front
from portal.line import OutageError, RefusedError
from portal.live.hub import Hub
from portal.offices import Desks
from portal.pages import ROUTES
from portal.render import FOLDER, environment
from portal.session_rows import SessionRows
from portal.sessions import Sessions
from runtime.program import VERSION

KEPT = CacheControlHeader(public=True, max_age=3600)
# How well a page compresses tells what stands in it beside what a stranger put there, and a
# page holds a form token; so only what is the same for everybody is compressed.
# (Litestar warns of a pattern that fits from the first sign of every path.)
OURS_ALONE = "(?<=^/)(?!statis/)"


def make_app(
    desks: Desks,
    *,
    secret: str,
    sessions: SessionRows,
    door: Door,
    openings: Openings,
    front: Front = Front(),  # noqa: B008 - it is frozen
    demo: bool = False,
    limited: bool = True,
    on_shutdown: Sequence[Callable[[], Any]] = (),
) -> Litestar:
    """The portal of some offices.

    Args:
        desks: The offices, by their code.
        secret: What form tokens are made with.
        sessions: Where it is kept who signed in.
        door: What those need who come by a key.
        front: How people reach it; where they come by TLS, cookies are only sent over it.
        openings: By which doors messages come in by themselves.
        demo: Whether pages say that this is a demonstration.
        limited: Whether it is counted how often somebody tries.
        on_shutdown: What to do when it stops.
    """
    bare = environment()
    app = Litestar(
        route_handlers=[
            Router("/", route_handlers=list(ROUTES), include_in_schema=False),
            *doors(),
            create_static_files_router(
                "/statis", [FOLDER / "static"], cache_control=KEPT, include_in_schema=False
            ),
        ],
        compression_config=CompressionConfig("gzip", gzip_compress_level=6, exclude=OURS_ALONE),
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(bare)),
        csrf_config=safety.csrf(secret, secure=front.secure),
        middleware=[Sessions(sessions, secure=front.secure)],
        stores=StoreRegistry(default_factory=lambda _: MemoryStore()),
        before_request=safety.refuse_foreign,
        before_send=[safety.protect_over_tls if front.secure else safety.protect],
        exception_handlers={
            HTTPException: faults.on_http,
            OutageError: faults.on_outage,
            DatabaseUnavailableError: faults.on_no_database,
            RefusedError: faults.on_refused,
            Exception: faults.on_error,
        },
        on_shutdown=list(on_shutdown),
        openapi_config=document(VERSION),
        logging_config=None,
        request_max_body_size=32 * 1024 * 1024,
    )
    app.state.desks = desks
    app.state.openings = openings
    app.state.hubs = {code: Hub(desk.line) for code, desk in desks.items()}
    app.state.front = front
    app.state.door = door
    app.state.demo = demo
    app.state.limited = limited
    app.state.bare = bare
    return app
