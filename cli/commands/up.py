"""Starts the system, or one service of it."""

from cli.screen import say
from cli.session import InSession


async def up(*, session: InSession) -> None:
    """Start the embedded system and keep it up until Ctrl-C."""
    from cli.up import serve_forever  # noqa: PLC0415 - keeps `--help` quick

    await serve_forever(session.home, say)


async def serve(service: str, *, session: InSession) -> None:
    """Run one service as a process of its own, beside any number of copies.

    Args:
        service: intake, disposition, sla_monitor or reporting.
        session: How to reach the system.
    """
    from cli.up import serve_one  # noqa: PLC0415 - keeps `--help` quick

    await serve_one(session.home, service, say)
