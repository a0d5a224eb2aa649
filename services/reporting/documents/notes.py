"""Obstacles and efforts of a period, as the officer typed them: facts of `LAPORAN_<office>`."""

from typing import NamedTuple

import msgspec

from engine.boxes import DataKey, open_sealed, seal
from engine.boxes import Sealed as SealedBytes
from engine.log import GuardedLog, holds
from engine.vault import Vault
from runtime.clock import Clock
from runtime.topology import report_stream, report_subject
from schemas.base import Box, Position
from schemas.plaintexts import ReportWords
from schemas.queries import NoteReport
from schemas.records import ReportNote
from schemas.report_jobs import NoteView, ReportNoted
from services.reporting.office import Office
from services.reporting.periods import Period, parse_period

KIND = "catatan"
_decode = msgspec.json.Decoder(ReportNote).decode


class Note(NamedTuple):
    """What was typed last, and where it stands."""

    words: ReportWords
    position: Position


class Notes:
    """Writes and reads them; the last of a period is the one that its reports print.

    Args:
        office: The office.
        vault: Holds the key of each note.
        log: `LAPORAN_<office>`.
        clock: Tells when it was written.
    """

    def __init__(self, office: Office, vault: Vault, log: GuardedLog, clock: Clock) -> None:
        self._office = office
        self._vault = vault
        self._log = log
        self._clock = clock

    async def write(self, query: NoteReport, role: str) -> ReportNoted:
        """Keep what was typed; saying it again keeps it once.

        Raises:
            RefusedError: The period is none.
            WrongExpectedVersionError: Somebody else wrote at the same moment.
        """
        period = parse_period(query.period)
        subject = self._subject(period)
        last = await self._log.last(subject)
        if last is None or not holds(last, query.note_id):
            payload = await self._sealed(query, period, role)
            expected = 0 if last is None else last.sequence
            sequence = await self._log.append(subject, payload, expected=expected)
        else:
            sequence = last.sequence
        position = Position(stream=report_stream(self._office.code), sequence=sequence)
        return ReportNoted(period=period.text, position=position)

    async def show(self, text: str) -> NoteView:
        """The same for somebody who writes on.

        Raises:
            RefusedError: The period is none.
            BoxTamperedError: What is stored does not open.
        """
        period = parse_period(text)
        note = await self.last(period)
        if note is None:
            return NoteView(period=period.text, period_label=period.label)
        return NoteView(
            period=period.text,
            period_label=period.label,
            obstacles=note.words.obstacles,
            efforts=note.words.efforts,
            position=note.position,
        )

    async def last(self, period: Period) -> Note | None:
        """What a report of the period prints; None where nothing was typed.

        Raises:
            BoxTamperedError: What is stored does not open.
        """
        message = await self._log.last(self._subject(period))
        if message is None:
            return None
        note = _decode(message.payload)
        box = note.box
        key = (await self._vault.get([box.key])).get(box.key)
        position = Position(stream=report_stream(self._office.code), sequence=message.sequence)
        if not isinstance(key, DataKey):
            return None
        sealed = SealedBytes(box.key, box.nonce, box.data)
        plain = open_sealed(sealed, key, _bound(self._office.code, period.text))
        return Note(msgspec.json.decode(plain, type=ReportWords), position)

    async def _sealed(self, query: NoteReport, period: Period, role: str) -> bytes:
        office = self._office
        key = DataKey.new(f"laporan-{query.note_id}")
        await self._vault.put([key])
        words = ReportWords(obstacles=query.obstacles, efforts=query.efforts)
        sealed = seal(msgspec.json.encode(words), key, _bound(office.code, period.text))
        return msgspec.json.encode(
            ReportNote(
                id=query.note_id,
                office=office.code,
                period=period.text,
                recorded_at=self._clock.now(),
                author=query.by.id if query.by else "-",
                role=role,
                program=office.program,
                box=Box(key=sealed.key, nonce=sealed.nonce, data=sealed.data),
            )
        )

    def _subject(self, period: Period) -> str:
        return report_subject(self._office.code, KIND, period.text)


def _bound(office: str, period: str) -> bytes:
    return f"tuntas/1|{office}|laporan|{period}".encode()
