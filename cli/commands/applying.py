"""Makes and mends the streams of a NATS that runs by itself."""

from typing import TYPE_CHECKING, Final, Literal

import msgspec

from cli.screen import show_json, show_text
from cli.session import AsJson, InSession

if TYPE_CHECKING:
    from cli.up import Endpoint

_SAID: Final = {
    "stream_created": "penyimpanan dibuat",
    "stream_updated": "penyimpanan diubah",
    "consumer_created": "penerima dibuat",
    "consumer_updated": "penerima diubah",
}


class Applied(msgspec.Struct, frozen=True):
    """One thing that was made or altered in an office's account."""

    office: str
    kind: str
    name: str
    settings: tuple[str, ...]


async def apply(
    *, replicas: Literal[1, 3, 5] | None = None, as_json: AsJson = False, session: InSession
) -> None:
    """Make the streams that are missing, and set back what differs from the declaration.

    Waits until a cluster has chosen its leader. Nothing that is as declared is touched, so it may
    be run at every start; copies are never taken away. Exit code 3 when the cluster is not ready.

    Args:
        replicas: Copies of each stream (default: 3 where three addresses are named, else 1).
        as_json: Print JSON.
        session: How to reach the system.
    """
    from cli.reach import replicas_of  # noqa: PLC0415 - keeps `--help` quick

    async with session.system() as endpoint:
        copies = replicas or replicas_of(endpoint)
        changes = [
            change
            for office in endpoint.offices
            for change in await _apply(endpoint, office, copies)
        ]
    if as_json:
        show_json({"changes": changes})
        return
    for change in changes:
        settings = f": {', '.join(change.settings)}" if change.settings else ""
        show_text(f"{change.office}: {_SAID[change.kind]} {change.name}{settings}\n")
    if not changes:
        show_text("Semua sudah sesuai; tidak ada yang diubah.\n")


async def _apply(endpoint: "Endpoint", office: str, copies: int) -> list[Applied]:
    from cli.reach import as_user  # noqa: PLC0415 - keeps `--help` quick
    from runtime.apply import apply as bring  # noqa: PLC0415 - keeps `--help` quick
    from runtime.credentials import ADMIN  # noqa: PLC0415 - keeps `--help` quick

    async with as_user(endpoint, office, ADMIN) as admin:
        opds = endpoint.credentials.opds.codes(office)
        changes = await bring(admin, office, copies, opds=opds)
    return [Applied(office, change.kind, change.name, change.settings) for change in changes]
