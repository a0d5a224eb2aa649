"""The fault harness at any size: `python -m tests.faults --complaints 2000 --seed 1`."""

import argparse
import asyncio
import logging
import secrets
import shutil
import sys
import tempfile
import time
from pathlib import Path

from runtime.logs import log_to
from tests.faults.run import Size, run


def main() -> int:
    """Run, print the verdict; 0 when nothing is wrong."""
    given = _arguments()
    seed = secrets.randbelow(2**32) if given.seed is None else given.seed
    folder = given.folder or Path(tempfile.mkdtemp(prefix="tuntas-faults-"))
    folder.mkdir(parents=True, exist_ok=True)
    _say(f"seed {seed}, files in {folder}")
    log_to(None, logging.ERROR)
    size = Size(given.complaints, given.server_kills, given.service_kills, given.workers)
    start = time.monotonic()
    result = asyncio.run(run(folder, seed, size, _say))
    _say(result.verdict.rstrip())
    _say("\n".join(result.wrong) or "views equal their rebuild, all counts are whole")
    _say(f"took {time.monotonic() - start:.0f} s")
    if result.sound and given.folder is None:
        shutil.rmtree(folder)
    return 0 if result.sound else 1


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--complaints", type=int, default=2000)
    parser.add_argument("--server-kills", type=int, default=10)
    parser.add_argument("--service-kills", type=int, default=3, help="of each service")
    parser.add_argument("--workers", type=int, default=16)
    parser.add_argument("--seed", type=int, help="random when left out, and printed")
    parser.add_argument("--folder", type=Path, help="where its files lie and stay")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
