"""One-time links after a closing, and the responses that come by them or on the tablet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from engine.commits import Recorded
from engine.errors import WrongExpectedVersionError
from engine.keyed import Keyed
from policy.skm.profile import GROUPS
from runtime.ids import tracking_code, tracking_digest
from runtime.topology import survey_subject
from schemas.commit import Commit
from schemas.events.disposition import Closed
from schemas.survey_queries import AnswerSurvey, GivenProfile
from schemas.survey_views import SurveyOffer, SurveyTaken
from schemas.surveys import Answers, Profile, SurveyAnswered, SurveyLinkGiven
from services.reporting.finding import Finder
from services.reporting.skm.book import Book, commit_of
from services.reporting.skm.errors import (
    SurveyEmptyError,
    SurveyGroupUnknownError,
    SurveyLinkOfReporterError,
    SurveyLinkUnknownError,
    SurveyLinkUsedError,
    SurveyTooEarlyError,
)
from services.reporting.skm.writing import REPORTER, Author, Scribe
from services.reporting.tracking import UnknownTrackingCodeError, plain

LINK: Final = "tautan"
DESK: Final = "meja"


@dataclass(frozen=True, slots=True)
class SurveyLinks:
    """Hands out links and takes responses.

    Attributes:
        keyed: The secret of the links.
        tracking: The secret that tracking codes are looked up by.
    """

    book: Book
    scribe: Scribe
    finder: Finder
    keyed: Keyed
    tracking: Keyed

    async def offer(self, code: str) -> SurveyOffer:
        """The link of a closing; asking again gives the same one until it is used.

        Raises:
            RefusedError: No such code, not closed yet, or answered already.
            StoreUnavailableError: No answer.
        """
        found = await self.finder.tracked(tracking_digest(self.tracking, plain(code)))
        if found is None:
            raise UnknownTrackingCodeError
        if found.case.closed_on is None:
            raise SurveyTooEarlyError
        # Each closing asks once; the link follows from it, so that nothing need be kept to say
        # it again, and nothing that is kept tells whose it was.
        closing = f"{found.case.pengaduan_id}|{_closed_at(found.history)}"
        token = tracking_code(self.keyed, closing)
        digest = self._digest(token)
        subject = survey_subject(self.book.office.code, LINK, digest)
        last = await self.book.log.last(subject)
        if last is not None and _answered(commit_of(last).events):
            raise SurveyLinkUsedError
        if last is None:
            given = self.scribe.written(digest, (SurveyLinkGiven(link_digest=digest),), REPORTER)
            await self.book.log.append(subject, given, expected=0)
        return SurveyOffer(token=token)

    async def answer(self, query: AnswerSurvey, author: Author) -> SurveyTaken:
        """Keep a response; saying the same again keeps it once.

        Raises:
            RefusedError: The link is unknown or used, or it is not theirs to say.
            StoreUnavailableError: No answer; saying it again is safe.
        """
        reporter = author.role == REPORTER.role
        if reporter != (query.token is not None):
            raise SurveyLinkOfReporterError
        answers, profile = _answers(query), _profile(query.profile)
        digest = None if query.token is None else self._digest(plain(query.token))
        clock = self.scribe.clock
        said = SurveyAnswered(
            answers=answers,
            profile=profile,
            channel="link" if digest else "tablet",
            day=clock.now().astimezone(self.book.office.zone).date(),
            link_digest=digest,
            entered_by=None if reporter else author.id,
        )
        kind, id_ = (DESK, query.response_id) if digest is None else (LINK, digest)
        subject = survey_subject(self.book.office.code, kind, id_)
        payload = self.scribe.written(query.response_id, (said,), REPORTER if reporter else author)
        sequence = await self._append(subject, payload, query.response_id, given=digest is not None)
        return SurveyTaken(channel=said.channel, position=self.book.position(sequence))

    async def _append(self, subject: str, payload: bytes, id_: str, *, given: bool) -> int:
        last = await self.book.log.last(subject)
        if last is not None and commit_of(last).id == id_:
            return last.sequence
        if given and last is None:
            raise SurveyLinkUnknownError
        if last is not None and _answered(commit_of(last).events):
            raise SurveyLinkUsedError
        try:
            expected = 0 if last is None else last.sequence
            return await self.book.log.append(subject, payload, expected=expected)
        except WrongExpectedVersionError:
            raise SurveyLinkUsedError from None

    def _digest(self, token: str) -> str:
        return self.keyed.digest("survey_link", token)


def _closed_at(history: Sequence[Recorded[Commit]]) -> int:
    """The version of the last closing; whoever is told `closed` by an import has one too."""
    return max(
        one.commit.version
        for one in history
        if any(isinstance(event, Closed) for event in one.commit.events)
    )


def _answered(events: Sequence[object]) -> bool:
    return any(isinstance(event, SurveyAnswered) for event in events)


def _answers(query: AnswerSurvey) -> Answers:
    given = {name: getattr(query.answers, name) for name in query.answers.__struct_fields__}
    if all(score is None for score in given.values()):
        raise SurveyEmptyError
    return Answers(**given)


def _profile(given: GivenProfile) -> Profile:
    said = {name: getattr(given, name) for name in given.__struct_fields__}
    for field, code in said.items():
        groups = GROUPS.get(field)
        if code is not None and groups and code not in {group.code for group in groups}:
            raise SurveyGroupUnknownError(field)
    return Profile(**said)
