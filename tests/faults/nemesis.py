"""Breaks things by a seed, spread over the run by how far the load has come."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from runtime.topology import SERVICES
from tests.faults.harness import SERVER, Rig
from tests.faults.progress import Progress


@dataclass(frozen=True, slots=True)
class Fault:
    """One kill, due when so many steps are done."""

    at: int
    target: str


def plan(seed: int, steps: int, server_kills: int, service_kills: int) -> list[Fault]:
    """Which kill comes when: the same for the same numbers.

    Each fault has its own stretch of the run, neither the very beginning nor the end, so
    that none falls together with another or into an idle system.
    """
    dice = random.Random(seed)
    targets = [SERVER] * server_kills + [each for each in SERVICES for _ in range(service_kills)]
    dice.shuffle(targets)
    first, last = steps // 50, steps - steps // 20
    places = [
        first + (last - first) * (number + dice.random()) / len(targets)
        for number in range(len(targets))
    ]
    return [Fault(int(at), target) for at, target in zip(places, targets, strict=True)]


async def torment(rig: Rig, progress: Progress, faults: Sequence[Fault], ahead: int) -> None:
    """Carry the plan out; the load may be so many steps ahead of a fault that is due."""
    for fault in faults:
        await progress.allow(fault.at + ahead)
        await progress.reach(fault.at)
        await rig.ready(fault.target)
        # While it became ready the load may have come to its limit: nobody would notice.
        await progress.allow(progress.done + ahead)
        await progress.reach(min(progress.done + 1, progress.total))
        await rig.kill(fault.target)
    await progress.allow(progress.total + 1)
