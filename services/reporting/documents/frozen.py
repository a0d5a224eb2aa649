"""Frozen reports: facts of `LAPORAN_<office>`, a subject each, numbered without a gap."""

import hashlib

import msgspec
from msgspec.structs import replace

from engine.errors import WrongExpectedVersionError
from engine.log import GuardedLog
from runtime.clock import Clock
from runtime.topology import report_subject
from schemas.commands.base import Claim
from schemas.frozen import FrozenFile, FrozenList, FrozenReport, ReportFrozen
from schemas.report_jobs import ReportJob
from services.reporting.documents.refusals import NotFreezableError, UnknownFrozenReportError

KIND = "beku"
RALAT = "ralat"
_decode = msgspec.json.Decoder(FrozenReport).decode


class FrozenReports:
    """Writes and reads them.

    Args:
        office: The office's code.
        log: `LAPORAN_<office>`.
        clock: Tells when one was frozen.
    """

    def __init__(self, office: str, log: GuardedLog, clock: Clock) -> None:
        self._office = office
        self._log = log
        self._clock = clock
        # What is frozen never changes, so that it is read once.
        self._known: list[FrozenReport] = []

    async def freeze(self, job: ReportJob, by: Claim | None, role: str) -> ReportFrozen:
        """Keep a finished report; the same of everything is kept once.

        Raises:
            NotFreezableError: It is not finished, or is a list of corrections itself.
            WrongExpectedVersionError: Others froze at the same moment, again and again.
        """
        wanted = self._record(job, by, role)
        tries = 5
        while True:
            known = await self.all()
            for report in known:
                if report.id == wanted.id:
                    return ReportFrozen(report=report, again=True)
            report = replace(wanted, number=len(known) + 1)
            try:
                await self._log.append(
                    self._subject(report.number), msgspec.json.encode(report), expected=0
                )
            except WrongExpectedVersionError:
                tries -= 1
                if not tries:
                    raise
            else:
                return ReportFrozen(report=report)

    async def all(self) -> tuple[FrozenReport, ...]:
        """Every frozen report, in the order of their numbers."""
        while True:
            message = await self._log.last(self._subject(len(self._known) + 1))
            if message is None:
                return tuple(self._known)
            report = _decode(message.payload)
            # Somebody else may have read on meanwhile.
            if report.number == len(self._known) + 1:
                self._known.append(report)

    async def get(self, number: int) -> FrozenReport:
        """One of them.

        Raises:
            UnknownFrozenReportError: There is none.
        """
        known = await self.all()
        if number > len(known):
            raise UnknownFrozenReportError(number)
        return known[number - 1]

    async def page(self, after: int, limit: int) -> FrozenList:
        """Some of them."""
        known = await self.all()
        return FrozenList(total=len(known), reports=known[after : after + limit])

    def _record(self, job: ReportJob, by: Claim | None, role: str) -> FrozenReport:
        made, figures = job.made_of, job.figures
        if job.state != "done" or made is None or figures is None or job.kind in {"", RALAT}:
            raise NotFreezableError(job.report_id)
        files = tuple(
            FrozenFile(format=file.format, size=file.size, digest=file.digest)
            for file in sorted(job.files, key=lambda file: file.format)
        )
        return FrozenReport(
            id=_id(self._office, job, files),
            office=self._office,
            number=0,
            kind=job.kind,
            period=job.period,
            position=made.position,
            upto=made.recorded_at,
            as_of=made.as_of,
            policy=made.policy,
            settings=made.settings,
            program=made.program,
            view=made.view,
            template=made.template,
            note=made.note,
            figures=figures,
            files=files,
            recorded_at=self._clock.now(),
            author=by.id if by else "-",
            role=role,
        )

    def _subject(self, number: int) -> str:
        return report_subject(self._office, KIND, str(number))


def _id(office: str, job: ReportJob, files: tuple[FrozenFile, ...]) -> str:
    whole = (office, job.kind, job.period, job.made_of, job.figures, files)
    return hashlib.sha256(msgspec.json.encode(whole)).hexdigest()
