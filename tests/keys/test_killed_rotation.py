"""A rotation that is killed at any moment is run again, and nothing is lost."""

import asyncio
import sys
from pathlib import Path

import pytest

from tests.support.system import ROOT

# Of some 230 lines that a rotation of five keys runs through; 1 kills before each of them.
STEPS = {"sqlite": 7, "postgresql": 31}


@pytest.mark.faults
@pytest.mark.parametrize("dialect", STEPS)
async def test_a_rotation_killed_before_any_line_loses_nothing(
    request: pytest.FixtureRequest, tmp_path: Path, dialect: str
) -> None:
    url: str = request.getfixturevalue(f"{dialect}_url")
    step = STEPS[dialect]
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.keys.killed", str(tmp_path / "secrets"), url, str(step)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, failure = await program.communicate()

    assert failure == b""
    assert int(said) * step > 150
