"""Every action that has a form: how it is called here, which service does it, what it asks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from portal.officer.asked import Asked
from portal.officer.scene import Scene
from schemas.commands.base import Command

Raw: TypeAlias = dict[str, Any]
Asks: TypeAlias = Callable[[Scene], tuple[Asked, ...]]
Shapes: TypeAlias = Callable[[Raw, Scene], Raw]


def as_typed(raw: Raw, _: Scene) -> Raw:
    """What was typed is what is said."""
    return raw


def split(raw: Raw, name: str, sign: str) -> tuple[str, str]:
    """The two halves of a choice that names two things."""
    first, _, second = str(raw.get(name, "")).partition(sign)
    return first, second


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that an officer does with a complaint.

    Attributes:
        command: What is said.
        slug: Its place in the address.
        title: What the form is called, and its button.
        asks: The fields.
        shape: Turns what was typed into what the command holds.
        note: What to know before.
        grave: Whether it takes something back or away.
        dated: Whether it may have happened on another day.
    """

    command: type[Command]
    slug: str
    title: str
    asks: Asks
    shape: Shapes = as_typed
    note: str = ""
    grave: bool = False
    dated: bool = True
    service: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "service", _SERVICES[self.command.__module__])

    @property
    def name(self) -> str:
        """Its line in the table of permissions."""
        return self.command.__name__


_SERVICES: Final = {
    "schemas.commands.intake": "intake",
    "schemas.commands.disposition": "disposition",
    "schemas.commands.sla": "sla_monitor",
}
