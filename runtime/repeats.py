"""What was handed out for a command is handed out again only where nothing differs."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

from engine.commits import Recorded
from runtime.refusals import CommandIdTakenError
from schemas.commands.base import Command
from schemas.commit import Actor, Commit
from schemas.events import PengaduanEvent

Load: TypeAlias = Callable[[str], Awaitable[Sequence[Recorded[Commit]]]]


async def check_repeat(
    load: Load,
    subject: str,
    command: Command,
    actor: Actor,
    same: Callable[[PengaduanEvent], bool],
) -> None:
    """Refuse to hand out on a command id of something else, which would leave no record.

    Args:
        load: Reads a whole history.
        subject: The complaint's.
        command: What was said again.
        actor: Who said it this time.
        same: Whether an event is what this command leads to.

    Raises:
        CommandIdTakenError: Another command had this id, or another person said it.
    """
    for recorded in await load(subject):
        commit = recorded.commit
        if commit.command_id != command.command_id:
            continue
        first = commit.actor
        if (first.kind, first.id) == (actor.kind, actor.id) and any(map(same, commit.events)):
            return
    raise CommandIdTakenError(command.command_id)
