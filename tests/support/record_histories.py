"""Records what is missing: `python -m tests.support.record_histories`.

A history without a file is lived through on a real system and written down once. One without
expectations gets those of today's rules. Nothing that is there is touched.
"""

import asyncio
import datetime as dt
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from runtime.connect import connect
from runtime.credentials import AUDITOR
from runtime.topology import event_stream, event_subject
from schemas import queries as ask
from schemas.commands import disposition as settle
from schemas.commands import sla
from schemas.commands.base import Happened
from schemas.views import CaseList, HistoryView
from tests.support.histories import FOLDER, folded_path, write_folded
from tests.support.life import HEAD, Life, whole_life
from tests.support.streams import stored_in
from tests.support.system import (
    BANTEN,
    BENGKALIS,
    Officer,
    end_of,
    officer_of,
    running_system,
)

Lived = Callable[[Officer], Awaitable[str]]


async def _imported(officer: Officer, register: bytes, row: int) -> str:
    report = await officer.import_register(register)
    query = ask.ListCases(limit=200, min_position=end_of(report))
    listed = await officer.see(query, CaseList)
    return next(case.pengaduan_id for case in listed.cases if case.row == row)


async def _watched(officer: Officer, pengaduan_id: str, clocks: int) -> str:
    query = ask.ShowCase(pengaduan_id=pengaduan_id)

    def judged(found: HistoryView) -> bool:
        verdicts = [line.verdict for line in found.case.clocks]
        return len(verdicts) == clocks and "running" not in verdicts

    await officer.see_when(query, HistoryView, judged)
    return pengaduan_id


async def settled_row(officer: Officer) -> str:
    """Row 1 of Bengkalis: answered on the day it came."""
    return await _watched(officer, await _imported(officer, BENGKALIS.read_bytes(), 2), 3)


async def open_row(officer: Officer) -> str:
    """Row 31 of Bengkalis: answered, and never said to be settled."""
    return await _watched(officer, await _imported(officer, BENGKALIS.read_bytes(), 32), 1)


async def evaluation_row(officer: Officer) -> str:
    """Row 4 of Banten: classified, without a status."""
    return await _imported(officer, BANTEN.read_bytes(), 5)


async def erased_life(officer: Officer) -> str:
    """Disposed, closed, reopened, annulled, corrected, linked, and erased."""
    original = Life(officer)
    await original.begin()
    life = await whole_life(officer, original)
    await _watched(officer, life.pengaduan_id, 13)
    await life.erase()
    return life.pengaduan_id


async def late_life(officer: Officer) -> str:
    """Entered months late: missed, escalated, acknowledged, waited for, answered and closed."""
    life = Life(officer)
    await life.begin(occurred=Happened(on=dt.date(2026, 3, 2)))
    await _told(officer, life, "Escalated")
    await life.tell(sla.Acknowledge, HEAD, clock="settle", level=1, text="Sudah ditelepon.")
    await life.dispose()
    await _told(officer, life, "ClockMet")
    outside: dict[str, Any] = {"party": "outside", "reason": "menunggu_instansi"}
    await life.tell(settle.Wait, HEAD, **outside, text="Menunggu pusat.")
    await life.tell(settle.Resume, HEAD, party="outside")
    await life.close()
    return await _watched(officer, life.pengaduan_id, 10)


async def waiting_life(officer: Officer) -> str:
    """Its clocks stand still while an authority outside has the ball, and go on after it."""
    life = Life(officer)
    await life.begin()
    await life.tell(settle.Wait, HEAD, party="outside", reason="menunggu_instansi")
    await _told(officer, life, "ClockPaused")
    await life.tell(settle.Resume, HEAD, party="outside", text="Sudah dijawab.")
    await _told(officer, life, "ClockResumed")
    return life.pengaduan_id


async def _told(officer: Officer, life: Life, event: str) -> None:
    query = ask.ShowCase(pengaduan_id=life.pengaduan_id)
    await officer.see_when(
        query, HistoryView, lambda found: any(line.type == event for line in found.events)
    )


HISTORIES: dict[str, tuple[str, Lived]] = {
    "bengkalis-settled-row": ("bengkalis", settled_row),
    "bengkalis-open-row": ("bengkalis", open_row),
    "banten-evaluation-row": ("banten", evaluation_row),
    "kampar-erased-life": ("kampar", erased_life),
    "kampar-late-life": ("kampar", late_life),
    "kampar-waiting-life": ("kampar", waiting_life),
}


async def record(names: list[str]) -> None:
    """Live through these on one system and write their bytes down."""
    with tempfile.TemporaryDirectory() as home:
        async with running_system(Path(home)) as endpoint:
            for name in names:
                office, live = HISTORIES[name]
                async with officer_of(endpoint, office) as officer:
                    pengaduan_id = await live(officer)
                client = await connect(endpoint.url, endpoint.credentials, office, AUDITOR)
                subject = event_subject(office, pengaduan_id)
                stored = await stored_in(client, event_stream(office), subject)
                await client.close()
                lines = b"".join(message.payload + b"\n" for message in stored)
                (FOLDER / f"{name}.jsonl").write_bytes(lines)


def main() -> None:
    """Record what is missing, and tell what was written."""
    missing = [name for name in HISTORIES if not (FOLDER / f"{name}.jsonl").exists()]
    if missing:
        asyncio.run(record(missing))
    for path in sorted(FOLDER.glob("*.jsonl")):
        if not folded_path(path).exists():
            write_folded(path)
            missing.append(folded_path(path).name)
    print(*(missing or ["nothing is missing"]), sep="\n")  # noqa: T201  a command's output


if __name__ == "__main__":
    main()
