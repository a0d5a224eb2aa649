"""Everything that is asked and said about the satisfaction survey of one office."""

from typing import assert_never

from engine.keyed import Keyed
from runtime.clock import Clock
from schemas import survey_queries as ask
from schemas.survey_views import SurveyAnswer
from services.reporting.finding import Finder
from services.reporting.periods import parse_period
from services.reporting.skm.answers import index_view
from services.reporting.skm.book import Book
from services.reporting.skm.imports import SurveyImports
from services.reporting.skm.links import SurveyLinks
from services.reporting.skm.writing import Author, Scribe


class SurveyDesk:
    """The survey of one office.

    Args:
        book: All that was written about it.
        clock: Tells when it was written.
        finder: Finds the complaint of a tracking code.
        keyed: The office's secret, of which the secret of the links is made.
        tracking: The secret that tracking codes are looked up by.
    """

    def __init__(
        self,
        book: Book,
        clock: Clock,
        finder: Finder,
        *,
        keyed: Keyed,
        tracking: Keyed,
    ) -> None:
        self.book = book
        scribe = Scribe(book.office, clock)
        self._imports = SurveyImports(self.book, scribe)
        self._links = SurveyLinks(self.book, scribe, finder, keyed.derive("survey"), tracking)

    async def answer(self, query: ask.SurveyQuery, role: str) -> SurveyAnswer:
        """Answer a question, or do what it says.

        Raises:
            RefusedError: It cannot be done.
            StoreUnavailableError: No answer; saying it again is safe.
        """
        author = Author(query.by.id if query.by else "-", role)
        match query:
            case ask.ImportSurvey():
                return await self._imports.bring_in(query, author)
            case ask.UndoSurveyImport():
                return await self._imports.undo(query, author)
            case ask.OfferSurvey(code=code):
                return await self._links.offer(code)
            case ask.AnswerSurvey():
                return await self._links.answer(query, author)
            case ask.ShowIndex(period=period):
                wanted = parse_period(period)
                return index_view(await self.book.read(), wanted)
            case _:
                assert_never(query)
