"""Configures NATS, and makes and mends its streams."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import msgspec
from cyclopts import App, Parameter

from cli.screen import show_json, show_text
from cli.session import AsJson, InSession

if TYPE_CHECKING:
    from cli.up import Endpoint
    from runtime.apply import Setting

nats: Final = App(
    name="nats",
    help="Write the configuration of NATS servers, and make and mend their streams.",
    help_format="plaintext",
)
_SAID: Final = {
    "stream_created": "penyimpanan dibuat",
    "stream_updated": "penyimpanan diubah",
    "consumer_created": "penerima dibuat",
    "consumer_updated": "penerima diubah",
}
_WOULD: Final = {
    "stream_created": "penyimpanan AKAN dibuat",
    "stream_updated": "penyimpanan AKAN diubah",
    "consumer_created": "penerima AKAN dibuat",
    "consumer_updated": "penerima AKAN diubah",
}


class Applied(msgspec.Struct, frozen=True):
    """One thing that was made or altered in an office's account, or would be."""

    office: str
    kind: str
    name: str
    settings: "tuple[Setting, ...]"


@nats.command
def config(
    *,
    to: Annotated[Path, Parameter(name="--to")],
    cluster: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative="")] = (),
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """Write the configuration of one server on this machine alone, or of a cluster's nodes.

    It is what `up` and `setup` use. What is there is kept, so it may be run as often as one
    likes; seeds that are missing are made in the folder of secrets. A cluster's nodes speak TLS
    with clients and each other, by certificates that are written too.

    Args:
        to: The folder for configurations and certificates.
        cluster: The host names of the nodes; without them, one server on loopback.
        as_json: Print JSON.
        session: Where the installation lies.
    """
    from cli.policies import policies_of  # noqa: PLC0415 - keeps `--help` quick
    from runtime.scaled import (  # noqa: PLC0415 - the same
        configure_alone,
        configure_cluster,
    )

    home = session.home
    offices = policies_of(home)
    if cluster:
        written = configure_cluster(to, home.secrets, offices, cluster)
    else:
        written = configure_alone(to, home.secrets, offices, to.absolute())
    show_written(written, as_json=as_json)


@nats.command
async def apply(
    *,
    replicas: Literal[1, 3, 5] | None = None,
    dry_run: Annotated[bool, Parameter(negative="")] = False,
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """Make the streams that are missing, and set back what differs from the declaration.

    Waits until a cluster has chosen its leader. Nothing that is as declared is touched, so it may
    be run at every start; copies are never taken away. Exit code 3 when the cluster is not ready.

    Args:
        replicas: Copies of each stream (default: 3 where three addresses are named, else 1).
        dry_run: Print the differences and change nothing.
        as_json: Print JSON.
        session: How to reach the system.
    """
    from cli.reach import event_store, replicas_of  # noqa: PLC0415 - keeps `--help` quick

    async with event_store(session) as endpoint:
        copies = replicas or replicas_of(endpoint)
        changes = [
            change
            for office in endpoint.offices
            for change in await _apply(endpoint, office, copies, dry_run=dry_run)
        ]
    if as_json:
        show_json({"changes": changes})
    else:
        _show(changes, dry_run=dry_run)


def show_written(names: Iterable[str], *, as_json: bool) -> None:
    """Print which files were written anew."""
    written = tuple(names)
    if as_json:
        show_json({"written": written})
        return
    for name in written:
        show_text(f"{name}\n")
    if not written:
        show_text("Semua sudah ada; tidak ada yang ditulis.\n")


def _show(changes: Iterable[Applied], *, dry_run: bool) -> None:
    said = _WOULD if dry_run else _SAID
    listed = tuple(changes)
    for change in listed:
        show_text(f"{change.office}: {said[change.kind]} {change.name}\n")
        for one in change.settings:
            show_text(f"  {one.name}: {one.found} -> {one.wanted}\n")
    if not listed:
        nothing = "tidak ada yang akan diubah" if dry_run else "tidak ada yang diubah"
        show_text(f"Semua sudah sesuai; {nothing}.\n")


async def _apply(endpoint: "Endpoint", office: str, copies: int, *, dry_run: bool) -> list[Applied]:
    from cli.reach import as_user  # noqa: PLC0415 - keeps `--help` quick
    from runtime.apply import apply as bring  # noqa: PLC0415 - keeps `--help` quick
    from runtime.credentials import ADMIN  # noqa: PLC0415 - keeps `--help` quick

    async with as_user(endpoint, office, ADMIN) as admin:
        opds = endpoint.credentials.opds.codes(office)
        changes = await bring(admin, office, copies, opds=opds, dry_run=dry_run)
    return [Applied(office, change.kind, change.name, change.settings) for change in changes]
