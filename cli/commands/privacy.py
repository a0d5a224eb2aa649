"""What the law gives to those whose data an office keeps."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Final

from cyclopts import App, Parameter
from cyclopts.validators import Number

from cli.exits import OK
from cli.privacy.person import NOBODY, Named
from cli.screen import show, show_json, show_text
from cli.session import AsJson, InSession

privacy: Final = App(
    name="privacy",
    help="Hand a person their data, or erase it: on request, or by the rules of retention.",
    help_format="plaintext",
)
privacy.command("cli.commands.privacy_breach:breach", name="breach")
Flag = Annotated[bool, Parameter(negative="")]


@privacy.command
async def erase(
    office: str,
    *,
    named: Named = NOBODY,
    basis: str,
    dry_run: Flag = False,
    yes: Flag = False,
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """Erase who a person is and what they wrote, in all their complaints of an office.

    The keys are destroyed; dates, codes, figures and the chain stay, and everything replays.
    It cannot be undone. Exit code 2 when one of them was refused.

    Args:
        office: The office's code.
        named: Who it is; what is typed is not shown.
        basis: On what ground, by the policy's code: permintaan_pelapor, retensi ...
        dry_run: Only list the complaints that are found.
        yes: Do it.
        as_json: Print JSON.
        session: How to reach the system.
    """
    from cli.print.privacy import erasure_parts  # noqa: PLC0415 - keeps `--help` quick
    from cli.privacy import erasing  # noqa: PLC0415 - the same
    from cli.privacy.errors import NotConfirmedError  # noqa: PLC0415 - the same
    from cli.privacy.finding import complaints_of  # noqa: PLC0415 - the same
    from cli.privacy.person import read_person  # noqa: PLC0415 - the same

    if not (dry_run or yes):
        raise NotConfirmedError
    who = read_person(named)
    async with session.asker(office) as ask:
        cases = await complaints_of(ask, who)
        if dry_run:
            done = erasing.preview(office, basis, cases)
        else:
            erasing.check_one(who, cases)
            done = await erasing.erase(ask, basis, cases)
    if as_json:
        show_json(done)
    else:
        show(*erasure_parts(done, dry_run=dry_run))
    return erasing.exit_code_of(done.cases)


@privacy.command
async def export(
    office: str,
    *,
    named: Named = NOBODY,
    to: Annotated[Path, Parameter(name="--to")],
    purpose: str = "permintaan_pelapor",
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """Write all that an office keeps of a person, to hand it to that person.

    A file for programs and a page for people: every complaint, every text and answer, and who
    opened the identity, this opening included; beside them the attached files. The office's people are named by their role.

    Args:
        office: The office's code.
        named: Who it is; what is typed is not shown.
        to: A new or empty folder; its files are for their owner only.
        purpose: Why the identity is opened, by the policy's code.
        as_json: Print JSON.
        session: How to reach the system.
    """
    from cli.offices import zone_of  # noqa: PLC0415 - keeps `--help` quick
    from cli.opds import policy_of  # noqa: PLC0415 - the same
    from cli.print.privacy import export_text  # noqa: PLC0415 - the same
    from cli.privacy import exporting  # noqa: PLC0415 - the same
    from cli.privacy.erasing import check_one  # noqa: PLC0415 - the same
    from cli.privacy.finding import complaints_of  # noqa: PLC0415 - the same
    from cli.privacy.person import read_person  # noqa: PLC0415 - the same
    from runtime.backup_manifest import claim_folder  # noqa: PLC0415 - the same
    from runtime.clock import SystemClock  # noqa: PLC0415 - the same

    name = policy_of(session.home, office).name
    who = read_person(named)
    async with session.asker(office) as ask:
        cases = await complaints_of(ask, who)
        check_one(who, cases)
        claim_folder(to)
        package = await exporting.gather(ask, name, purpose, cases, SystemClock().now())
        saved = await exporting.save_files(ask, cases, to)
    exporting.write(package, to, zone_of(office, session.home))
    numbers = [complaint.number for complaint in package.complaints]
    files = [str(to / exporting.DATA), str(to / exporting.PAGE), *map(str, saved)]
    if as_json:
        show_json({"numbers": numbers, "files": files})
    else:
        show_text(export_text(numbers, files))


@privacy.command
async def retention(
    office: str,
    *,
    at: dt.date | None = None,
    rows: Annotated[int, Parameter(validator=Number(gte=0, lte=200))] = 50,
    apply: Flag = False,
    yes: Flag = False,
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """List what the policy's rules of retention have run out for, and why the rest is kept.

    Rules whose text nobody has seen are proposals: they list, and never erase. Exit code 2
    when a complaint was refused.

    Args:
        office: The office's code.
        at: As of this day (default: today).
        rows: How many complaints are listed one by one.
        apply: Erase them.
        yes: Do it; it cannot be undone.
        as_json: Print JSON.
        session: How to reach the system.
    """
    from cli.offices import zone_of  # noqa: PLC0415 - keeps `--help` quick
    from cli.print.retention import applied_parts, retention_parts  # noqa: PLC0415 - the same
    from cli.privacy import retaining  # noqa: PLC0415 - the same
    from cli.privacy.erasing import exit_code_of  # noqa: PLC0415 - the same
    from cli.privacy.errors import NotConfirmedError  # noqa: PLC0415 - the same
    from runtime.clock import SystemClock, day_in  # noqa: PLC0415 - the same

    if apply and not yes:
        raise NotConfirmedError
    today = day_in(zone_of(office, session.home), SystemClock().now())
    async with session.asker(office) as ask:
        if not apply:
            found = await retaining.listed(ask, at or today, rows)
            show_json(found) if as_json else show(*retention_parts(found, rows))
            return OK
        done = await retaining.apply(ask, at or today, today)
    show_json(done) if as_json else show(*applied_parts(done))
    return exit_code_of(done.cases)
