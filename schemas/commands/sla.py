"""What the SLA monitor can be told to do."""

from typing import Annotated, TypeAlias

from msgspec import Meta

from schemas.commands.base import END, Command, Text

ClockName: TypeAlias = Annotated[str, Meta(pattern="^[a-z][a-z0-9_-]{0,63}" + END)]


class Acknowledge(Command, frozen=True, kw_only=True):
    """Say that an escalation was seen, and what was done about it."""

    clock: ClockName
    level: Annotated[int, Meta(ge=1, le=100)]
    text: Text | None = None


SLACommand: TypeAlias = Acknowledge
