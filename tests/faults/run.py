"""One whole run: load and faults together, then quiet, then the verdict of the checker."""

import asyncio
import contextlib
import itertools
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.aftermath import ask_after, auditors, until_quiet
from tests.faults.dumper import dump
from tests.faults.harness import Rig, rig
from tests.faults.journal import Journal
from tests.faults.load import Crew
from tests.faults.nemesis import plan, torment
from tests.faults.progress import Progress
from tests.faults.story import STEPS, Story, rules_of
from tests.faults.supervisor import ROOT

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Size:
    """How much is done and how much is broken."""

    complaints: int
    server_kills: int = 10
    service_kills: int = 3
    workers: int = 16


@dataclass(slots=True)
class Result:
    """What came of a run.

    Attributes:
        verdict: What the checker printed, and its exit status.
        wrong: What the offices' own figures do not bear out.
    """

    history: Path
    dump: Path
    vaults: Path
    verdict: str = ""
    status: int = 1
    wrong: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return self.status == 0 and not self.wrong


async def run(root: Path, seed: int, size: Size, say: Say) -> Result:
    """Run it in a folder of its own."""
    result = Result(root / "history.jsonl", root / "dump.jsonl", root / "home" / "sql")
    with contextlib.closing(Journal(result.history)) as journal:
        async with rig(root, journal) as made:
            await made.all_ready()
            _open(journal, made, seed, size)
            await _under_fault(made, seed, size, say)
            say("waiting until all that follows is done")
            ends = await until_quiet(made)
            say("rebuilding the views")
            for office, received in _received(made, size).items():
                after = await ask_after(made, office, ends[office])
                result.wrong += after.wrong(received)
            await _dump(made, result.dump)
    result.status, result.verdict = await judge(result)
    return result


async def judge(result: Result) -> tuple[int, str]:
    """Have the checker, a process of its own, look at the files."""
    files = (str(result.history), str(result.dump), str(result.vaults))
    checker = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.faults.checker", *files),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await checker.communicate()
    return checker.returncode or 0, output.decode()


def _open(journal: Journal, made: Rig, seed: int, size: Size) -> None:
    rules = {office: rules_of(loaded) for office, loaded in made.offices.items()}
    value = {"seed": seed, "complaints": size.complaints, "rules": rules}
    journal.write("run", "run", "info", value=value)


async def _under_fault(made: Rig, seed: int, size: Size, say: Say) -> None:
    total = size.complaints * STEPS
    progress = Progress(total)
    faults = plan(seed, total, size.server_kills, size.service_kills)
    crew = Crew(made.clients, made.journal, progress, random.Random(seed))
    telling = asyncio.create_task(_tell(progress, say))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(crew.work(_stories(made, seed, size), size.workers))
            group.create_task(torment(made, progress, faults, size.workers))
    finally:
        telling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await telling


def _stories(made: Rig, seed: int, size: Size) -> Iterator[Story]:
    offices = itertools.cycle(made.offices.values())
    for number, loaded in zip(range(size.complaints), offices, strict=False):
        yield Story(loaded, f"{seed}/{number}")


def _received(made: Rig, size: Size) -> dict[str, int]:
    offices = itertools.cycle(made.offices)
    counted = Counter(itertools.islice(offices, size.complaints))
    return {office: counted[office] for office in made.offices}


async def _dump(made: Rig, path: Path) -> None:
    clients = await auditors(made)
    try:
        await dump(clients, path)
    finally:
        for client in clients.values():
            await client.close()


async def _tell(progress: Progress, say: Say) -> None:
    start = time.monotonic()
    while True:
        await asyncio.sleep(5)
        say(f"{time.monotonic() - start:6.0f} s  {progress.done} of {progress.total} steps")
