"""Checks that no history was changed, cut or lost."""

from typing import TYPE_CHECKING

from cli.exits import DAMAGED, OK
from cli.screen import progress, show, show_json
from cli.session import AsJson, InSession

if TYPE_CHECKING:
    from cli.up import Endpoint
    from runtime.home import Home
    from runtime.verify_report import VerifyReport
    from runtime.verify_stream import Progress


async def verify(office: str, *, as_json: AsJson = False, session: InSession) -> int:
    """Check that no history was changed, cut or lost since the last check.

    Reads every commit: chains, versions, numbers, keys. What was seen is kept outside NATS, in
    the folder `verify` of the installation, and compared next time. Exit code 4 when something
    is wrong.

    Args:
        office: The office's code.
        as_json: Print JSON.
        session: How to reach the system.
    """
    from cli.print.verifying import verify_parts  # noqa: PLC0415 - keeps `--help` quick
    from cli.reach import even_if_closed  # noqa: PLC0415 - keeps `--help` quick
    from runtime.topology import event_stream  # noqa: PLC0415 - keeps `--help` quick

    async with even_if_closed(session) as endpoint:
        with progress(f"Memeriksa {office}") as advance:

            def tell(stream: str, done: int, total: int) -> None:
                # The other streams are short; a bar that begins anew would only confuse.
                if stream == event_stream(office):
                    advance(done, total)

            report = await verify_office(endpoint, office, session.home, tell)
    if as_json:
        show_json(report)
    else:
        show(*verify_parts(report))
    return OK if report.whole else DAMAGED


async def verify_office(
    endpoint: "Endpoint", office: str, home: "Home", progress: "Progress | None" = None
) -> "VerifyReport":
    """Check one office against the last time, its vault too where this machine has it.

    Raises:
        UnknownOfficeError: The system does not serve it.
        MarksUnreadableError: What was seen last time cannot be read.
        StoreUnavailableError: NATS does not answer.
    """
    from cli.reach import as_user, vault_at_hand  # noqa: PLC0415 - keeps `--help` quick
    from engine.vault import Vault  # noqa: PLC0415 - keeps `--help` quick
    from engine.vault_rows import key_states  # noqa: PLC0415 - keeps `--help` quick
    from runtime.credentials import AUDITOR  # noqa: PLC0415 - keeps `--help` quick
    from runtime.marks import MarkFile  # noqa: PLC0415 - keeps `--help` quick
    from runtime.secrets import office_keys  # noqa: PLC0415 - keeps `--help` quick
    from runtime.verify import untold, verify_and_remember  # noqa: PLC0415 - keeps `--help` quick

    async with as_user(endpoint, office, AUDITOR) as client, vault_at_hand(home, office) as vault:
        return await verify_and_remember(
            client,
            office,
            MarkFile(home.root / "verify", office),
            key_states=None if vault is None else (lambda ids: key_states(vault, ids)),
            open_keys=None
            if vault is None
            else Vault(vault, office_keys(home.secrets, office)).get,
            progress=progress or untold,
        )
