"""Takes in what SP4N-LAPOR! exports, and writes what the office answered in the same form."""

from pathlib import Path
from typing import Annotated, Final

from cyclopts import App, Parameter

from cli.commands.importing import import_file_of
from cli.screen import say, show_text
from cli.session import AsJson, InSession

sp4n: Final = App(
    name="sp4n",
    help="Take in what SP4N-LAPOR! exports, and export the office's answers for it.",
    help_format="plaintext",
)


@sp4n.command(name="import")
async def import_reports(
    office: str,
    file: Path,
    *,
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """Import an export of SP4N-LAPOR! (CSV or XLSX).

    The same file twice changes nothing; a newer one adds its new reports, and what changed in
    the others is shown, not written. `tuntas import OFFICE --undo ID` takes it back.

    Args:
        office: The office's code.
        file: The export; its headings stand in policy/sp4n.toml.
        as_json: Print JSON.
        session: How to reach the system.
    """
    return await import_file_of(session, office, file, form="sp4n", as_json=as_json)


@sp4n.command
async def export(
    office: str,
    *,
    since: str,
    to: Annotated[Path, Parameter(name="--to")],
    session: InSession,
) -> None:
    """Export statuses and answers of the office's SP4N-LAPOR! reports, for its portal.

    Args:
        office: The office's code.
        since: Only reports on which the office did something from this day on (2026-03-31).
        to: The CSV file; one of the same name is replaced.
        session: How to reach the system.
    """
    from cli.sp4n import export_answers, first_day, form_of  # noqa: PLC0415 - keeps `--help` quick

    day = first_day(since, office, session.home)
    form = form_of(office, session.home)
    async with session.asker(office) as ask:
        exported = await export_answers(ask, form, day, session.home)
    exported.write(to)
    if exported.without:
        say(
            f"{len(exported.without)} pengaduan tanpa ID pelacakan SP4N dilewati: "
            f"{', '.join(exported.without)}."
        )
    show_text(f"{to}\n")
