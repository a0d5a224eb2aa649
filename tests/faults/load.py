"""Walks complaints through their whole lives, whatever breaks meanwhile."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

import msgspec
from nats.aio.client import Client
from nats.errors import Error as NatsError

from runtime import topology
from tests.faults.journal import Journal
from tests.faults.progress import Progress
from tests.faults.story import Step, Story

_ANSWER_SECONDS: Final = 2.0
_FIRST_PAUSE: Final = 0.05
_LONGEST_PAUSE: Final = 0.5
PATIENCE_SECONDS: Final = 180.0


class NeverAnsweredError(RuntimeError):
    """A command got no certain answer within the patience: the system did not come back."""

    code = "never_answered"

    def __init__(self, command: str, cause: str) -> None:
        super().__init__(f"{command} got no certain answer in {PATIENCE_SECONDS} s, last: {cause}")


@dataclass(slots=True)
class Crew:
    """Workers who say commands until they are certain of each answer.

    Attributes:
        clients: A connection for each office.
    """

    clients: dict[str, Client]
    journal: Journal
    progress: Progress
    dice: Random = field(default_factory=Random)

    async def work(self, stories: Iterator[Story], workers: int) -> None:
        """Walk all stories, so many at a time."""

        async def walk_all(worker: str) -> None:
            for story in stories:
                await self._walk(worker, story)

        async with asyncio.TaskGroup() as group:
            for number in range(workers):
                group.create_task(walk_all(f"worker-{number}"))

    async def _walk(self, worker: str, story: Story) -> None:
        for step in story.steps():
            await self.progress.turn()
            async with asyncio.TaskGroup() as group:
                for copy in range(step.copies):
                    proc = worker if copy == 0 else f"{worker}-copy"
                    group.create_task(self._until_certain(proc, story, step))
            if step.counts:
                await self.progress.step()

    async def _until_certain(self, proc: str, story: Story, step: Step) -> None:
        pause = _FIRST_PAUSE
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (cause := await self._once(proc, story, step)) is not None:
            if time.monotonic() > deadline:
                raise NeverAnsweredError(step.name, cause)
            await asyncio.sleep(pause * self.dice.uniform(0.5, 1))
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _once(self, proc: str, story: Story, step: Step) -> str | None:
        """Say it once; answer why it is uncertain, or None when it is not."""
        key = f"{story.office}/{story.pengaduan_id}"
        value = {"command_id": step.command.command_id, "expect": step.expect}
        self.journal.write(proc, step.name, "invoke", key=key, value=value)
        answer = await self._ask(story.office, step)
        if answer["type"] == "done":
            said = value | _of_done(answer)
            seq = (answer["position"] or {}).get("sequence")
            self.journal.write(proc, step.name, "ok", key=key, value=said, seq=seq)
            return None
        cause = str(answer["code"])
        if not answer["retry"]:
            self.journal.write(proc, step.name, "fail", key=key, value=value | {"code": cause})
            return None
        self.journal.write(proc, step.name, "info", key=key, value=value | {"cause": cause})
        return cause

    async def _ask(self, office: str, step: Step) -> dict[str, Any]:
        subject = topology.command_subject(office, "cli", step.service, step.name)
        payload = msgspec.json.encode(step.command)
        try:
            reply = await self.clients[office].request(subject, payload, timeout=_ANSWER_SECONDS)
        except (NatsError, TimeoutError, OSError) as error:
            return {"type": "silence", "code": type(error).__name__, "retry": True}
        answer: dict[str, Any] = msgspec.json.decode(reply.data)
        return answer


def _of_done(answer: dict[str, Any]) -> dict[str, Any]:
    receipt = answer["receipt"]
    return {
        "version": answer["version"],
        "events": answer["events"],
        "repeated": answer["repeated"],
        "number": receipt["number"] if receipt else None,
    }
