"""What may be asked and is answered of complaints that are like one that is being entered."""

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from schemas.commands.base import Line, Text
from schemas.lines import CaseLine
from schemas.query import Query

Likeness: TypeAlias = Literal["phone", "permit_number", "text"]


class FindAlike(Query, frozen=True, kw_only=True):
    """Complaints that may be the same: by phone, by permit number, by similar words.

    Attributes:
        phone: Looked for in the whole register; the rest among the open and the recent ones.
    """

    phone: Line | None = None
    permit_number: Line | None = None
    subject: Line | None = None
    text: Text | None = None
    limit: Annotated[int, Meta(ge=1, le=20)] = 5


class AlikeLine(msgspec.Struct, frozen=True, kw_only=True):
    """One of them, and why it is thought of; only ever a hint.

    Attributes:
        by: What is the same.
        score: How similar the words are, of 100; null where they were not compared.
    """

    case: CaseLine
    by: tuple[Likeness, ...]
    score: int | None = None


class AlikeView(msgspec.Struct, frozen=True, kw_only=True, tag="alike", tag_field="type"):
    """Those that are most alike, the most likely first."""

    cases: tuple[AlikeLine, ...]
