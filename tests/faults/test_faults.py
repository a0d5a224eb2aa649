"""Kill -9 of everything, again and again, while complaints go through their whole lives."""

import json
import os
import secrets
from collections import Counter
from pathlib import Path

import pytest

from runtime.topology import SERVICES
from tests.faults.harness import SERVER
from tests.faults.run import Result, Size, judge, run

pytestmark = [
    pytest.mark.real,
    pytest.mark.faults,
]
# Enough that every kill falls into work, and done in less than a minute where the machine is idle.
_COMPLAINTS = int(os.environ.get("TUNTAS_FAULT_COMPLAINTS", "48"))
_SERVER_KILLS, _SERVICE_KILLS = 10, 3


def _kills(history: Path) -> Counter[str]:
    lines = map(json.loads, history.read_text().splitlines())
    return Counter(line["key"] for line in lines if line["f"] == "kill")


async def _without_one_commit(result: Result) -> tuple[int, str]:
    """The checker's verdict when the last commit of an office is taken out of the dump."""
    lines = result.dump.read_text().splitlines()
    last = max(at for at, line in enumerate(lines) if '"data"' in line and "PENGADUAN_" in line)
    damaged = result.dump.with_name("damaged.jsonl")
    damaged.write_text("\n".join(lines[:last] + lines[last + 1 :]) + "\n")
    return await judge(Result(result.history, damaged, result.vaults))


async def test_nothing_acknowledged_is_lost_or_doubled_whatever_is_killed(tmp_path: Path) -> None:
    seed = int(os.environ.get("TUNTAS_FAULT_SEED") or secrets.randbelow(2**32))
    print(f"TUNTAS_FAULT_SEED={seed}")  # noqa: T201 - to say the same faults again

    size = Size(_COMPLAINTS, _SERVER_KILLS, _SERVICE_KILLS)
    result = await run(tmp_path, seed, size, say=lambda _: None)

    assert result.status == 0, f"seed {seed}\n{result.verdict}"
    assert result.wrong == [], f"seed {seed}"
    assert _kills(result.history) == Counter(
        {SERVER: _SERVER_KILLS} | dict.fromkeys(SERVICES, _SERVICE_KILLS)
    )
    status, verdict = await _without_one_commit(result)
    assert status == 1, verdict
