"""Answers questions: reads them strictly, finds out who asks, waits if told to, always replies."""

from pathlib import Path
from typing import assert_never

import msgspec
import structlog

from engine.errors import EngineError, RefusedError
from engine.keyed import Keyed
from engine.log import GuardedLog
from engine.vault import Vault
from runtime.addresses import UnreadableSubjectError
from runtime.callers import opd_of
from runtime.objects import SealedObjects
from runtime.topology import parse_query_subject
from schemas import queries as ask
from schemas import survey_queries as survey
from schemas.answers import Refused
from schemas.views import Answer
from services.reporting import refusals
from services.reporting.addressed import AddressedAnswers
from services.reporting.alike import AlikeAnswers
from services.reporting.answers import CaseAnswers
from services.reporting.attachments import Attachments
from services.reporting.breach import Breaches
from services.reporting.documents.desk import ReportDesk
from services.reporting.documents.forms.desk import Papers
from services.reporting.documents.frozen import FrozenReports
from services.reporting.documents.notes import Notes
from services.reporting.documents.workshop import Workshop
from services.reporting.escalations import EscalationAnswers
from services.reporting.finding import Finder
from services.reporting.kept import Kept
from services.reporting.office import Office
from services.reporting.opening import Reader
from services.reporting.readers import readers_view
from services.reporting.replays import Replays
from services.reporting.retaining import RetentionAnswers
from services.reporting.skm.book import Book
from services.reporting.skm.desk import SurveyDesk
from services.reporting.skm.log import SurveyLog
from services.reporting.standing import retry_parked, status
from services.reporting.told import Telling
from services.reporting.tracking import Tracking
from services.reporting.viewer import Viewer, viewer_of
from services.reporting.views import ViewKeeper
from services.reporting.whatifs import WhatIfs

log = structlog.get_logger(__name__)
_decode = msgspec.json.Decoder(ask.ReportingQuery).decode
_encode = msgspec.json.Encoder().encode


class QueryDesk:
    """The reporting desk of one office.

    Args:
        office: The office.
        keeper: Its view, opened.
        vault: The keys of what was said.
        keyed: The secret that terms are made with, the same as the view's.
        stored: The office's stored policies and calendars.
        files: The office's stored files.
        facts: What is kept of its reports.
        surveys: What is kept of its satisfaction survey.
        own: The installation's folder of policies, there or not.
        tracking: The secret that tracking codes are looked up by.
    """

    def __init__(
        self,
        office: Office,
        keeper: ViewKeeper,
        vault: Vault,
        keyed: Keyed,
        stored: GuardedLog,
        *,
        files: GuardedLog,
        facts: GuardedLog,
        surveys: SurveyLog,
        own: Path | None = None,
        tracking: Keyed,
    ) -> None:
        self._office = office
        self._keeper = keeper
        book = Book(office, surveys)
        reader, kept = Reader(office.code, vault), Kept(office, stored)
        self._cases = CaseAnswers(office, keeper, reader, keyed, kept)
        self._alike = AlikeAnswers(office, keeper, reader, keyed)
        self._escalations = EscalationAnswers(office, keeper, reader)
        moment = self._cases.moment
        self._notes = Notes(office, vault, facts, keeper.clock)
        self._frozen = FrozenReports(office.code, facts, keeper.clock)
        self._reports = ReportDesk(
            Workshop(office, keeper, reader, kept, keyed, own, moment, self._notes, self._frozen),
            book,
        )
        self._papers = Papers(office, own)
        self._attachments = Attachments(reader, SealedObjects(files, office.code))
        self._addressed = AddressedAnswers(office, keeper)
        self._retention = RetentionAnswers(office, keeper)
        self._finder = Finder(office, keeper)
        self._tracking = Tracking(office, self._finder, tracking, Telling(office, reader))
        self._surveys = SurveyDesk(book, keeper.clock, self._finder, keyed=keyed, tracking=tracking)
        self._breaches = Breaches(keeper.store)
        self._replays = Replays(keeper)
        self._whatifs = WhatIfs(office, keeper)

    async def finished(self) -> None:
        """Wait until every replay, trial and report has ended."""
        await self._replays.finished()
        await self._whatifs.finished()
        await self._reports.finished()

    async def close(self) -> None:
        """Stop the replays, trials and reports that run."""
        await self._replays.close()
        await self._whatifs.close()
        await self._reports.close()

    async def answer(self, subject: str, payload: bytes) -> bytes:
        """The reply to whatever came in on a query's subject; never silence."""
        try:
            found = await self._found(subject, payload)
        except RefusedError as error:
            found = refusals.refused(error)
        except EngineError as error:
            log.exception("query_failed", office=self._office.code, code=error.code)
            found = refusals.failed(error)
        if isinstance(found, Refused):
            log.warning("query_refused", office=self._office.code, code=found.code)
        return _encode(found)

    async def _found(self, subject: str, payload: bytes) -> Answer:
        try:
            address = parse_query_subject(subject)
        except UnreadableSubjectError as error:
            return refusals.bad_address(error)
        table = self._office.permissions
        if opd_of(address.caller) is not None:
            # An OPD learns nothing here, not even whether its question could be read; what it
            # may ask it asks through the portal.
            refused = viewer_of(address.caller, None, address.query, table)
            if isinstance(refused, Refused):
                return refused
            return refusals.not_permitted(address.caller, address.query)
        try:
            query = _decode(payload)
        except msgspec.DecodeError as error:
            return refusals.unreadable_query(error)
        if type(query).__name__ != address.query:
            return refusals.mismatch(address.query, type(query).__name__)
        viewer = viewer_of(address.caller, query.by, address.query, table)
        if isinstance(viewer, Refused):
            return viewer
        return await self.ask(query, viewer)

    async def ask(self, query: ask.ReportingQuery, viewer: Viewer) -> Answer:
        """Answer a question with what is shown to the one who asks.

        Raises:
            RefusedError: It cannot be answered.
            EngineError: The store or the database failed.
        """
        if query.min_position is not None:
            await self._keeper.reach(query.min_position)
        match query:
            case ask.Rekap():
                return await self._cases.rekap(query, viewer)
            case ask.ListCases():
                return await self._cases.list_cases(query, viewer)
            case ask.ShowCase():
                return await self._cases.show(query, viewer)
            case ask.ShowDeadlines():
                return await self._cases.deadlines(query, viewer)
            case ask.ListAttachments():
                return await self._attachments.listed(*await self._cases.case(query, viewer))
            case ask.ReadAttachment(attachment_id=attachment_id, part=part):
                history, _ = await self._cases.case(query, viewer)
                return await self._attachments.part(history, attachment_id, part)
            case ask.ShowReaders():
                return readers_view(self._office, *await self._finder.named(query))
            case ask.TrackCase(code=code):
                return await self._tracking.view(code)
            case ask.ListBreach():
                return await self._breaches.page(query)
            case ask.Search():
                return await self._cases.search(query, viewer)
            case ask.FindAlike():
                return await self._alike.find(query, viewer)
            case ask.ListDoubts():
                return await self._cases.list_doubts(query)
            case ask.ListDispositions():
                return await self._addressed.page(query, viewer.opd or "")
            case ask.ListEscalations():
                return await self._escalations.page(query, viewer)
            case ask.ListRetention():
                return await self._retention.page(query)
            case ask.Status():
                return await status(self._keeper)
            case ask.RetryParked(pengaduan_id=pengaduan_id):
                return await retry_parked(self._keeper, self._office.code, pengaduan_id)
            case ask.StartReplay(replay_id=replay_id, until=until, swap=swap):
                return await self._replays.start(replay_id, until, swap=swap)
            case ask.ShowReplay(replay_id=replay_id):
                return await self._replays.show(replay_id)
            case ask.StartWhatIf():
                return await self._whatifs.start(query)
            case ask.ShowWhatIf(whatif_id=whatif_id):
                return await self._whatifs.show(whatif_id)
            case ask.StartReport():
                return await self._reports.start(query)
            case ask.ShowReport(report_id=report_id):
                return await self._reports.show(report_id)
            case ask.ReadReportPart():
                return await self._reports.part(query)
            case ask.NoteReport():
                return await self._notes.write(query, viewer.role)
            case ask.ShowNote(period=period):
                return await self._notes.show(period)
            case ask.FreezeReport():
                return await self._reports.freeze(query, viewer.role)
            case ask.ListFrozen(after=after, limit=limit):
                return await self._frozen.page(after, limit)
            case ask.StartRalat():
                return await self._reports.compare(query)
            case (
                survey.ImportSurvey()
                | survey.UndoSurveyImport()
                | survey.OfferSurvey()
                | survey.AnswerSurvey()
                | survey.ShowIndex()
            ):
                return await self._surveys.answer(query, viewer.role)
            case ask.MakeForm():
                return await self._papers.make(query, viewer, self._cases.show)
            case _:
                assert_never(query)
