"""Which forms stand on the page of a complaint, and why others do not."""

from dataclasses import dataclass
from typing import Final

from portal.officer import ending, settling, taking_up
from portal.officer.actions import Action
from portal.officer.asked import Asked
from portal.officer.scene import Scene
from runtime.ids import new_id

ACTIONS: Final[tuple[Action, ...]] = (*taking_up.ACTIONS, *settling.ACTIONS, *ending.ACTIONS)
_BY_SLUG: Final = {action.slug: action for action in ACTIONS}


@dataclass(frozen=True, slots=True)
class Form:
    """One form as the page shows it.

    Attributes:
        command_id: Makes a form that is sent twice one command.
        seen_version: What the person had seen when they wrote.
        next: Whether it is what usually comes now.
    """

    action: Action
    fields: tuple[Asked, ...]
    command_id: str
    seen_version: int
    next: bool = False


@dataclass(frozen=True, slots=True)
class Refrained:
    """Something that cannot be done now, and why."""

    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody may do with a complaint."""

    forms: tuple[Form, ...]
    not_now: tuple[Refrained, ...]


def action_of(slug: str) -> Action | None:
    """The action of an address."""
    return _BY_SLUG.get(slug)


def offer(scene: Scene) -> Offer:
    """The forms of what can be done now, what usually comes next first; of the rest why not."""
    lines = {line.action: line for line in scene.history.actions}
    may = [(action, lines[action.name].why_not) for action in ACTIONS if action.name in lines]
    steps = scene.next_steps

    def place(action: Action) -> tuple[bool, int]:
        return action.grave, steps.index(action.name) if action.name in steps else len(steps)

    now = sorted((action for action, why in may if why is None), key=place)
    return Offer(
        tuple(form_of(action, scene) for action in now),
        tuple(Refrained(action.title, why) for action, why in may if why is not None),
    )


def form_of(action: Action, scene: Scene, command_id: str | None = None) -> Form:
    """The form of an action; one that is shown again keeps its id."""
    version = scene.history.version
    follows = action.name in scene.next_steps
    return Form(action, action.asks(scene), command_id or new_id(), version, follows)
