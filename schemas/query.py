"""What every question to the reporting service says."""

import msgspec

from schemas.base import Position
from schemas.commands.base import Claim


class Query(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag=True,
    tag_field="type",
    forbid_unknown_fields=True,
):
    """A question.

    Attributes:
        min_position: The answer waits until the view has come that far.
        by: The person who asks; believed only from `portal` and `cli`.
    """

    min_position: Position | None = None
    by: Claim | None = None
