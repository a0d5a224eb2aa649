"""Puts the portal together: pages, sessions, safety, what happens when something fails."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from litestar import Litestar, Router
from litestar.config.compression import CompressionConfig
from litestar.datastructures import CacheControlHeader
from litestar.exceptions import HTTPException
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.static_files import create_static_files_router
from litestar.stores.file import FileStore
from litestar.stores.memory import MemoryStore
from litestar.stores.registry import StoreRegistry
from litestar.template.config import TemplateConfig

from portal import faults, safety
from portal.line import OutageError, RefusedError
from portal.live.hub import Hub
from portal.offices import Desks
from portal.pages import ROUTES
from portal.render import FOLDER, environment
from portal.sessions import sessions_config

KEPT = CacheControlHeader(public=True, max_age=3600)
# How well a page compresses tells what stands in it beside what a stranger put there, and a
# page holds a form token; so only what is the same for everybody is compressed.
# (Litestar warns of a pattern that fits from the first sign of every path.)
OURS_ALONE = "(?<=^/)(?!statis/)"


def make_app(
    desks: Desks,
    *,
    secret: str,
    sessions: Path,
    secure: bool = False,
    demo: bool = False,
    limited: bool = True,
    on_shutdown: Sequence[Callable[[], Any]] = (),
) -> Litestar:
    """The portal of some offices.

    Args:
        desks: The offices, by their code.
        secret: What form tokens are made with.
        sessions: Where it is kept who signed in.
        secure: Whether browsers come by TLS, so that cookies are only sent over it.
        demo: Whether pages say that this is a demonstration.
        limited: Whether it is counted how often somebody tries.
        on_shutdown: What to do when it stops.
    """
    bare = environment()
    sessions.mkdir(mode=0o700, parents=True, exist_ok=True)
    app = Litestar(
        route_handlers=[
            Router("/", route_handlers=list(ROUTES)),
            create_static_files_router("/statis", [FOLDER / "static"], cache_control=KEPT),
        ],
        compression_config=CompressionConfig("gzip", gzip_compress_level=6, exclude=OURS_ALONE),
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(bare)),
        csrf_config=safety.csrf(secret, secure=secure),
        middleware=[sessions_config(secure=secure).middleware],
        stores=StoreRegistry(
            {"sessions": FileStore(sessions)}, default_factory=lambda _: MemoryStore()
        ),
        before_send=[safety.protect],
        exception_handlers={
            HTTPException: faults.on_http,
            OutageError: faults.on_outage,
            RefusedError: faults.on_refused,
            Exception: faults.on_error,
        },
        on_shutdown=list(on_shutdown),
        openapi_config=None,
        logging_config=None,
        request_max_body_size=32 * 1024 * 1024,
    )
    app.state.desks = desks
    app.state.hubs = {code: Hub(desk.line) for code, desk in desks.items()}
    app.state.demo = demo
    app.state.limited = limited
    app.state.bare = bare
    return app
