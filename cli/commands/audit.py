"""What an auditor may ask: everything of an office, with the auditor's key alone."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from cyclopts import App, Parameter

from cli.audit.door import HERE, Door
from cli.exits import DAMAGED, OK
from cli.screen import progress, show, show_json
from cli.session import AsJson, InSession

if TYPE_CHECKING:
    from cli.screen import Advance
    from runtime.verify_stream import Progress

audit: Final = App(
    name="audit",
    help="Read, check and carry away histories with the auditor's key alone.",
    help_format="plaintext",
)


@audit.command(name="show")
async def show_history(
    office: str,
    number: str,
    *,
    as_of: str | None = None,
    door: Door = HERE,
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """Print one complaint as it lies in the stream: both times, who, codes, digests.

    What people wrote is sealed and stays so. Exit code 4 when the chain is broken.

    Args:
        office: The office's code.
        number: The complaint's number, or its id.
        as_of: Only what was recorded by then: 2026-03-31 or 2026-03-31T15:00.
        door: By which key and where.
        as_json: Print JSON.
        session: Where the installation lies.
    """
    from cli.audit.asking import history  # noqa: PLC0415 - keeps `--help` quick
    from cli.print.audit_history import audit_history_parts  # noqa: PLC0415 - the same

    found, zone = await history(session, door, office, number, as_of)
    if as_json:
        show_json(found)
    else:
        show(*audit_history_parts(found, zone))
    return OK if found.broken_at is None else DAMAGED


@audit.command
async def replay(
    office: str,
    number: str,
    *,
    door: Door = HERE,
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """Replay one complaint: what each commit changed in its status, classes, holder and clocks.

    Exit code 4 when the chain is broken.

    Args:
        office: The office's code.
        number: The complaint's number, or its id.
        door: By which key and where.
        as_json: Print JSON.
        session: Where the installation lies.
    """
    from cli.audit.asking import steps  # noqa: PLC0415 - keeps `--help` quick
    from cli.print.audit_replay import audit_replay_parts  # noqa: PLC0415 - the same

    found, zone = await steps(session, door, office, number)
    if as_json:
        show_json(found)
    else:
        show(*audit_replay_parts(found, zone))
    return OK if found.broken_at is None else DAMAGED


@audit.command
async def verify(
    office: str,
    *,
    marks: Path | None = None,
    door: Door = HERE,
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """Check every chain and number of an office; keys are no business of an auditor.

    Exit code 4 when something is wrong.

    Args:
        office: The office's code.
        marks: The auditor's own folder for what was seen; it is compared the next time.
        door: By which key and where.
        as_json: Print JSON.
        session: Where the installation lies.
    """
    from cli.audit.asking import check  # noqa: PLC0415 - keeps `--help` quick
    from cli.print.verifying import verify_parts  # noqa: PLC0415 - the same

    with progress(f"Memeriksa {office}") as advance:
        report = await check(session, door, office, marks, _of_events(office, advance))
    if as_json:
        show_json(report)
    else:
        show(*verify_parts(report))
    return OK if report.whole else DAMAGED


@audit.command
async def identity(
    office: str,
    number: str | None = None,
    *,
    door: Door = HERE,
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """List who opened which reporter's identity, when and why, and what was erased.

    Exit code 4 when what was read is not whole.

    Args:
        office: The office's code.
        number: One complaint's number or id; without it the whole office.
        door: By which key and where.
        as_json: Print JSON.
        session: Where the installation lies.
    """
    from cli.audit.asking import openings  # noqa: PLC0415 - keeps `--help` quick
    from cli.print.audit_lists import audit_identity_parts  # noqa: PLC0415 - the same

    with progress(f"Membaca {office}") as advance:
        found, zone = await openings(session, door, office, number, _of_events(office, advance))
    if as_json:
        show_json(found)
    else:
        show(*audit_identity_parts(found, zone))
    return DAMAGED if found.findings else OK


@audit.command
async def people(
    office: str,
    *,
    at: str | None = None,
    door: Door = HERE,
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """List who wrote anything, in which role and by which way, from when to when.

    It is told from the history, so whoever has a role and wrote nothing by then is not in it.

    Exit code 4 when what was read is not whole.

    Args:
        office: The office's code.
        at: Only what was recorded by then: 2026-03-31 or 2026-03-31T15:00.
        door: By which key and where.
        as_json: Print JSON.
        session: Where the installation lies.
    """
    from cli.audit.asking import writers  # noqa: PLC0415 - keeps `--help` quick
    from cli.print.audit_lists import audit_people_parts  # noqa: PLC0415 - the same

    with progress(f"Membaca {office}") as advance:
        found, zone = await writers(session, door, office, at, _of_events(office, advance))
    if as_json:
        show_json(found)
    else:
        show(*audit_people_parts(found, zone))
    return DAMAGED if found.findings else OK


@audit.command
async def admin(
    office: str,
    *,
    since: Annotated[str | None, Parameter(name="--from")] = None,
    until: str | None = None,
    door: Door = HERE,
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """List what was done to the office's streams: by which key, when, and what NATS answered.

    It is what the server itself tells; those who only look are left out. Exit code 4 when what
    was read is not whole.

    Args:
        office: The office's code.
        since: From then on: 2026-03-01 or 2026-03-01T15:00.
        until: Up to then: 2026-03-31 or 2026-03-31T15:00.
        door: By which key and where.
        as_json: Print JSON.
        session: Where the installation lies.
    """
    from cli.audit.asking import admin_acts  # noqa: PLC0415 - keeps `--help` quick
    from cli.print.audit_admin import audit_admin_parts  # noqa: PLC0415 - the same

    with progress(f"Membaca {office}") as advance:

        def tell(_stream: str, done: int, total: int) -> None:
            advance(done, total)

        found, zone = await admin_acts(
            session, door, office, since=since, until=until, progress=tell
        )
    if as_json:
        show_json(found)
    else:
        show(*audit_admin_parts(found, zone))
    return DAMAGED if found.findings else OK


@audit.command
async def export(
    office: str,
    *,
    to: Annotated[Path, Parameter(name="--to")],
    period: str | None = None,
    number: str | None = None,
    door: Door = HERE,
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """Write a bundle that can be checked anywhere: commits byte for byte, manifest, program.

    Write down the SHA-256 of the manifest that is printed: with it nothing in the bundle can
    be changed unseen. Exit code 4 when the history itself has findings; it is written all the
    same.

    Args:
        office: The office's code.
        to: A new or empty folder.
        period: Only complaints received in 2026, 2026-S1, 2026-Q3 or 2026-07, whole.
        number: Only this complaint.
        door: By which key and where.
        as_json: Print JSON.
        session: Where the installation lies.
    """
    from cli.audit.asking import bundle  # noqa: PLC0415 - keeps `--help` quick
    from cli.audit.bundle import Selection  # noqa: PLC0415 - the same
    from cli.print.audit_lists import audit_bundle_parts  # noqa: PLC0415 - the same

    selection = Selection(period=period, number=number)
    with progress(f"Menyalin {office}") as advance:
        tell = _of_events(office, advance)
        made = await bundle(session, door, office, to=to, selection=selection, progress=tell)
    if as_json:
        show_json(made)
    else:
        show(*audit_bundle_parts(made))
    return DAMAGED if made.findings else OK


def _of_events(office: str, advance: "Advance") -> "Progress":
    from runtime.topology import event_stream  # noqa: PLC0415 - keeps `--help` quick

    def tell(stream: str, done: int, total: int) -> None:
        # The other streams are short; a bar that begins anew would only confuse.
        if stream == event_stream(office):
            advance(done, total)

    return tell
