"""Judges a period under another policy; nothing is written."""

import asyncio
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from cli.answers import expect
from cli.errors import (
    EmptyFileError,
    PolicyTooLargeError,
    UnreadableFileError,
    WhatIfFailedError,
)
from cli.print.whatif import whatif_parts
from cli.screen import progress, show, show_json
from cli.session import AsJson, InSession
from cli.text import file_name
from runtime.ids import new_id
from schemas.queries import ShowWhatIf, StartWhatIf
from schemas.whatif import WhatIfResult, WhatIfView

if TYPE_CHECKING:
    from cli.ask import Asker
    from cli.screen import Advance

BETWEEN_LOOKS = 0.2
LARGEST = 200_000
"""The question goes in one message; every line end takes two bytes there."""


async def whatif(
    office: str,
    *,
    policy: Path,
    period: str,
    as_of: dt.date | None = None,
    strict_dates: bool = False,
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """Judge the complaints of a period under another policy, beside what was recorded.

    Nothing is written. A rule of the file that comes later than the complaints is tried on
    them all the same, unless the file has another one for those days.

    Args:
        office: The office's code, like bengkalis.
        policy: The policy file to try.
        period: A year (2025), half-year (2025-S1), quarter (2025-Q2) or month (2025-03).
        as_of: Only what was recorded by the end of this day.
        strict_dates: A rule holds only from its own first day on.
        as_json: Print JSON.
        session: How to reach the system.
    """
    start = StartWhatIf(
        whatif_id=new_id(),
        file=file_name(policy.name),
        policy=_read(policy),
        period=period,
        as_of=as_of,
        strict_dates=strict_dates,
    )
    async with session.asker(office) as ask:
        with progress(f"Menghitung andai {office}") as advance:
            result = await run_whatif(ask, start, advance)
    if as_json:
        show_json(result)
    else:
        show(*whatif_parts(result))


async def run_whatif(ask: "Asker", start: StartWhatIf, advance: "Advance") -> WhatIfResult:
    """Start it and watch it to its end.

    Raises:
        WhatIfFailedError: It stopped before.
    """
    view = expect(WhatIfView, await ask.query(start))
    while view.state == "running":
        advance(view.done, view.total)
        await asyncio.sleep(BETWEEN_LOOKS)
        view = expect(WhatIfView, await ask.query(ShowWhatIf(whatif_id=start.whatif_id)))
    if view.result is None:
        raise WhatIfFailedError(view.failure or view.state)
    advance(view.done, view.total)
    return view.result


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or "tidak terbaca") from error
    if not raw:
        raise EmptyFileError(path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(path, "bukan teks UTF-8") from error
    if len(msgspec.json.encode(text)) > LARGEST:
        raise PolicyTooLargeError(path, LARGEST)
    return text
