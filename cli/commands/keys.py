"""Lists the office keys, and rotates one while everything runs."""

from typing import Annotated, Literal

from cyclopts import Parameter

from cli.screen import progress, show, show_json
from cli.session import AsJson, InSession, Session


async def keys(
    action: Literal["show", "rotate"],
    office: str | None = None,
    /,
    *,
    prepare: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """List the office keys, or rotate one: a new key wraps everything, the old one is destroyed.

    Services go on meanwhile. Interrupted, the same command goes on from there. Afterwards no
    backup of the vault made before opens anything, so make a new one at once.

    Args:
        action: show: which keys there are and how many each wraps. rotate: a new one.
        office: The office's code; show lists all offices without it.
        prepare: Only make the new key, so that the folder of secrets can be copied first.
        as_json: Print JSON.
        session: How to reach the installation.
    """
    if action == "show":
        await _show(session, office, as_json=as_json)
    else:
        await _rotate(session, office, prepare=prepare, as_json=as_json)


async def _show(session: Session, office: str | None, *, as_json: bool) -> None:
    from cli.key_handling import look_at_keys  # noqa: PLC0415 - keeps `--help` quick
    from cli.print.keys import key_parts  # noqa: PLC0415 - the same

    seen = await look_at_keys(session.home, office)
    if as_json:
        show_json({"offices": seen})
    else:
        show(*key_parts(seen))


async def _rotate(session: Session, office: str | None, *, prepare: bool, as_json: bool) -> None:
    from cli.key_handling import (  # noqa: PLC0415 - keeps `--help` quick
        OfficeMissingError,
        prepare_rotation,
        rotate_key,
    )
    from cli.print.keys import prepared_parts, rotation_parts  # noqa: PLC0415 - the same

    if office is None:
        raise OfficeMissingError
    home = session.home
    if prepare:
        rotated, parts = await prepare_rotation(home, office), prepared_parts
    else:
        with progress("Membungkus ulang") as advance:
            rotated, parts = await rotate_key(home, office, advance), rotation_parts
    if as_json:
        show_json(rotated)
    else:
        show(*parts(rotated, home.secrets))
