"""Stored shapes of the satisfaction survey: one event a response, and no names.

They stand in `SKM_<office>`, apart from complaints: nothing here says whose complaint it was.
"""

import datetime as dt
from typing import TypeAlias

import msgspec

from schemas.base import Instant, keep_in_utc


class Answers(msgspec.Struct, frozen=True, kw_only=True, rename="upper"):
    """The answers by element, 1 to 4, null where one was left out.

    Questionnaires ask the last two in either order, so each has its key and none a place.
    """

    u1: int | None = None
    u2: int | None = None
    u3: int | None = None
    u4: int | None = None
    u5: int | None = None
    u6: int | None = None
    u7: int | None = None
    u8: int | None = None
    u9: int | None = None


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """Who answered, in codes of groups; null where it was not said."""

    age: str | None = None
    sex: str | None = None
    education: str | None = None
    occupation: str | None = None
    service: str | None = None


class SurveyAnswered(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="type"):
    """One response.

    Attributes:
        channel: `link`, `tablet` or `import`.
        day: When it was given, null where a table does not say.
        row: Its number in an imported table.
        import_id: The import that brought it.
        link_digest: A keyed hash of the one-time link, which opens nothing.
        entered_by: Who of the office handed over the tablet, never a name.
    """

    answers: Answers
    profile: Profile
    channel: str
    day: dt.date | None = None
    row: int | None = None
    import_id: str | None = None
    link_digest: str | None = None
    entered_by: str | None = None


class SurveyLinkGiven(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="type"):
    """A one-time link was handed out; whose complaint it was is not kept."""

    link_digest: str


class SurveyImportUndone(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="type"):
    """What an import brought in so far does not count."""

    import_id: str


class ServedCounted(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="type"):
    """How many people the office served in the period; the last one counts."""

    served: int


SurveyEvent: TypeAlias = SurveyAnswered | SurveyLinkGiven | SurveyImportUndone | ServedCounted


class SurveyCommit(msgspec.Struct, frozen=True, kw_only=True):
    """What was written at once.

    Attributes:
        v: The form.
        id: Follows from what is said, so twice is once.
        office: The office's code.
        period: The period of an imported table, `2023`; null where each response has its day.
        recorded_at: When it was written.
        author: Who wrote it, never a name.
        role: The role held at that moment.
        program: The program and its version.
        events: What happened.
    """

    v: int = 1
    id: str
    office: str
    period: str | None
    recorded_at: Instant
    author: str
    role: str
    program: str
    events: tuple[SurveyEvent, ...]

    def __post_init__(self) -> None:
        keep_in_utc(self, "recorded_at")
