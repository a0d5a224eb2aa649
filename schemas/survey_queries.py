"""What may be asked and said about the satisfaction survey; the answers are in `survey_views`."""

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from schemas.commands.base import Code, Digest, Id, Line
from schemas.query import Query

LARGEST = 150_000
"""Bytes of an imported table, which must fit one message."""
Score: TypeAlias = Annotated[int, Meta(ge=1, le=4)]
PeriodText: TypeAlias = Annotated[str, Meta(min_length=1, max_length=20)]


class GivenAnswers(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="upper"
):
    """The answers by element; what is left out is missing."""

    u1: Score | None = None
    u2: Score | None = None
    u3: Score | None = None
    u4: Score | None = None
    u5: Score | None = None
    u6: Score | None = None
    u7: Score | None = None
    u8: Score | None = None
    u9: Score | None = None


class GivenProfile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who answers, in codes of groups."""

    age: Code | None = None
    sex: Code | None = None
    education: Code | None = None
    occupation: Code | None = None
    service: Code | None = None


NO_PROFILE = GivenProfile()


class ImportSurvey(Query, frozen=True, kw_only=True):
    """Take in a table of responses; rows that are in already stay as they are.

    Attributes:
        period: Of which period its rows are.
        file: CSV or XLSX.
        served: How many people were served in the period.
    """

    period: PeriodText
    file: Annotated[bytes, Meta(min_length=1, max_length=LARGEST)]
    served: Annotated[int, Meta(ge=0, le=1_000_000_000)] | None = None


class UndoSurveyImport(Query, frozen=True, kw_only=True):
    """Let what an import brought in not count."""

    period: PeriodText
    import_id: Digest


class OfferSurvey(Query, frozen=True, kw_only=True):
    """The one-time link of a reporter whose complaint is closed, by the tracking code."""

    code: Line


class AnswerSurvey(Query, frozen=True, kw_only=True):
    """One response: by a reporter's link, or on the tablet that an officer hands over.

    Attributes:
        response_id: Made by the caller, so that a retry is the same response.
        token: The link's; none on the tablet.
    """

    response_id: Id
    token: Line | None = None
    answers: GivenAnswers
    profile: GivenProfile = NO_PROFILE


class ShowIndex(Query, frozen=True, kw_only=True):
    """The satisfaction index of a period."""

    period: PeriodText


SurveyQuery: TypeAlias = ImportSurvey | UndoSurveyImport | OfferSurvey | AnswerSurvey | ShowIndex
