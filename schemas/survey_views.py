"""What is answered about the satisfaction survey; numbers with a fraction are exact texts."""

from typing import TypeAlias

import msgspec

from schemas.base import Position


class SurveyImported(
    msgspec.Struct, frozen=True, kw_only=True, tag="survey_imported", tag_field="type"
):
    """A table is in.

    Attributes:
        added: Rows that were new.
        known: Rows that were in already.
        missing: Answers that were left out in all its rows.
        ignored: Headings of columns that were not read.
    """

    period: str
    import_id: str
    added: int
    known: int
    missing: int
    ignored: tuple[str, ...]
    position: Position | None


class SurveyUndone(
    msgspec.Struct, frozen=True, kw_only=True, tag="survey_undone", tag_field="type"
):
    """So many responses of an import do not count any more."""

    period: str
    import_id: str
    removed: int
    position: Position


class SurveyOffer(msgspec.Struct, frozen=True, kw_only=True, tag="survey_offer", tag_field="type"):
    """What opens the survey once."""

    token: str


class SurveyTaken(msgspec.Struct, frozen=True, kw_only=True, tag="survey_taken", tag_field="type"):
    """A response is kept."""

    channel: str
    position: Position


class AnswerCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many gave an answer, and its words."""

    score: int
    label: str
    count: int


class UnsurLine(msgspec.Struct, frozen=True, kw_only=True):
    """One element.

    Attributes:
        answered: How many answered it.
        missing: How many left it out.
        total: The sum of the answers.
        nrr: The mean of those who answered, rounded to three places; null where nobody did.
        lowest: Whether it is to be improved first.
    """

    code: str
    label: str
    answered: int
    missing: int
    total: int
    nrr: str | None
    lowest: bool
    answers: tuple[AnswerCount, ...]


class MethodLine(msgspec.Struct, frozen=True, kw_only=True):
    """The index by one method.

    Attributes:
        weight: As a fraction: `1/9`.
        weighted: The weighted NRR of each element, in their order.
        index: Between 1 and 4, rounded to three places.
        ikm: Rounded to two places; the grade is read from it.
    """

    method: str
    label: str
    weight: str
    weighted: tuple[str | None, ...]
    index: str | None
    ikm: str | None
    grade: str | None
    grade_label: str | None


class GroupLine(msgspec.Struct, frozen=True, kw_only=True):
    """One group of respondents; `group` is null for those who did not say."""

    group: str | None
    label: str
    count: int


class ProfileLine(msgspec.Struct, frozen=True, kw_only=True):
    """How the respondents share out by one trait."""

    field: str
    label: str
    groups: tuple[GroupLine, ...]


class ImportLine(msgspec.Struct, frozen=True, kw_only=True):
    """A table that was imported for a period, and how many of its responses count."""

    import_id: str
    responses: int


class IndexView(msgspec.Struct, frozen=True, kw_only=True, tag="survey_index", tag_field="type"):
    """The satisfaction index of a period.

    Attributes:
        respondents: How many responses count.
        served: How many people were served; null where nobody said.
        sample: How many respondents Krejcie and Morgan ask for.
        methods: The first is the right one; the others tell how older numbers came about.
        desk: How many of the responses were given on the office's own tablet.
        imports: The tables that name exactly this period, in the order in which they came.
        position: The last record that went in.
    """

    period: str
    period_label: str
    respondents: int
    served: int | None
    sample: int | None
    unsur: tuple[UnsurLine, ...]
    methods: tuple[MethodLine, ...]
    profile: tuple[ProfileLine, ...]
    desk: int
    position: Position | None
    imports: tuple[ImportLine, ...] = ()


SurveyAnswer: TypeAlias = SurveyImported | SurveyUndone | SurveyOffer | SurveyTaken | IndexView
