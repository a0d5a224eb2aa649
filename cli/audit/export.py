"""Chooses what goes into a bundle, and writes it."""

import datetime as dt
from collections.abc import Set as AbstractSet
from pathlib import Path

from nats.aio.client import Client

from cli.audit.bundle import (
    BundleMade,
    BundleManifest,
    BundleWriter,
    Selection,
    open_commits,
    seal,
)
from cli.audit.errors import PeriodOrNumberError
from cli.audit.periods import Days, days_of
from cli.audit.stream import VOLUME, decoded, find_case, read_office
from runtime.backup_manifest import claim_folder
from runtime.program import PROGRAM
from runtime.stream_scan import Scanned
from runtime.topology import event_stream
from runtime.verify_stream import Progress
from schemas.events.disposition import Corrected
from schemas.events.intake import Received


async def export(
    client: Client, office: str, folder: Path, selection: Selection, progress: Progress
) -> BundleMade:
    """Write a bundle into a new or empty folder.

    Raises:
        PeriodOrNumberError: Both were named.
        AuditPeriodUnreadableError: The period is none.
        NotInHistoryError: There is no complaint of that number.
        FolderTakenError: Something lies in the folder.
        StoreUnavailableError: No answer.
    """
    if selection.period is not None and selection.number is not None:
        raise PeriodOrNumberError
    days = None if selection.period is None else days_of(selection.period)
    wanted, until = await _choose(client, office, selection.number, days, progress)
    claim_folder(folder)
    with open_commits(folder) as file:
        writer = BundleWriter(file)

        def take(message: Scanned, digest: str) -> None:
            if wanted is None or message.subject in wanted:
                writer.take(message, digest)

        read = await read_office(client, office, take, progress, until)
    mark = read.mark
    return seal(
        folder,
        BundleManifest(
            office=office,
            program=PROGRAM,
            made_at=dt.datetime.now(dt.UTC),
            stream=event_stream(office, VOLUME),
            created=mark.created if mark else "",
            position=read.position,
            selection=selection,
            running_digest=mark.digest if mark and wanted is None else None,
            commits=writer.commits,
            complaints=len(writer.heads),
            commits_sha256=writer.sha256,
            heads=writer.heads,
            findings=read.findings,
        ),
    )


async def _choose(
    client: Client, office: str, number: str | None, days: Days | None, progress: Progress
) -> tuple[AbstractSet[str] | None, int | None]:
    """The subjects to take, None for all of them, and how far the choice looked."""
    if number is not None:
        found = await find_case(client, office, number)
        return {message.subject for message in found}, None
    if days is None:
        return None, None
    receipts = _Receipts()
    read = await read_office(client, office, receipts.take, progress)
    return receipts.within(days), read.position


class _Receipts:
    """When each complaint was received, as it now stands."""

    def __init__(self) -> None:
        self._days: dict[str, dt.date | None] = {}
        self._places: dict[str, tuple[int, int]] = {}
        self._unreadable: set[str] = set()

    def take(self, message: Scanned, _digest: str) -> None:
        commit = decoded(message)
        if commit is None:
            # Whether it belongs to the period nobody can say: it is not left out.
            self._unreadable.add(message.subject)
            return
        for index, event in enumerate(commit.events):
            if isinstance(event, Received):
                self._days[message.subject] = event.occurred.on if event.occurred else None
                self._places[message.subject] = (commit.version, index)
            elif isinstance(event, Corrected) and event.field == "occurred.on" and event.new:
                target = (event.target.version, event.target.index)
                if target == self._places.get(message.subject):
                    self._days[message.subject] = dt.date.fromisoformat(event.new)

    def within(self, days: Days) -> set[str]:
        dated = {subject for subject, day in self._days.items() if day is not None and day in days}
        return dated | self._unreadable
