"""What may be asked about who has read what."""

from typing import Annotated, TypeAlias

from msgspec import Meta

from schemas.base import Instant
from schemas.commands.base import END, Id, Line
from schemas.query import Query

AccountName: TypeAlias = Annotated[str, Meta(pattern="^(opd|petugas):[a-zA-Z0-9_-]{1,64}" + END)]


class ShowReaders(Query, frozen=True, kw_only=True):
    """Who opened one complaint's identity and which OPD read it, by its number or its id."""

    number: Line | None = None
    pengaduan_id: Id | None = None


class TrackCase(Query, frozen=True, kw_only=True):
    """What a reporter may see, by the tracking code that was handed out at the receipt."""

    code: Line


class ListBreach(Query, frozen=True, kw_only=True):
    """Whose data an account could have read between two moments, and which it did read.

    Attributes:
        account: `opd:` and an OPD's code, or `petugas:` and a person's id.
    """

    account: AccountName
    since: Instant
    until: Instant
    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    offset: Annotated[int, Meta(ge=0, le=2**31 - 1)] = 0
