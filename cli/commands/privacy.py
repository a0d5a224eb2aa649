"""What the law gives to those whose data an office keeps."""

from typing import Annotated, Final

from cyclopts import App, Parameter

from cli.privacy.person import NOBODY, Named
from cli.screen import show, show_json
from cli.session import AsJson, InSession

privacy: Final = App(
    name="privacy",
    help="Erase a person's data for good.",
    help_format="plaintext",
)
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
    return done.exit_code
