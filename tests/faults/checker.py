"""Judges a run from its files alone: `python -m tests.faults.checker HISTORY DUMP VAULTS`.

It imports nothing of the program: what it believes about histories is written down a second
time, in the standard library's words, so that one mistake cannot hide another.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.faults.checking.evidence import read_evidence
from tests.faults.checking.verdict import counts, judge, statistics

SHOWN = 50


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the verdict; 0 when nothing is wrong, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.checker")
    parser.add_argument("history", type=Path, help="JSONL of what was said and answered")
    parser.add_argument("dump", type=Path, help="JSONL of the streams")
    parser.add_argument("vaults", type=Path, help="the folder of vault_<office>.sqlite")
    given = parser.parse_args(arguments)
    evidence = read_evidence(given.history, given.dump, given.vaults)
    findings = judge(evidence)
    report = [*counts(evidence), *statistics(evidence, findings)]
    report += [f"VIOLATION {finding}" for finding in findings[:SHOWN]]
    if len(findings) > SHOWN:
        report.append(f"and {len(findings) - SHOWN} more")
    report.append("verdict: " + ("VIOLATED" if findings else "nothing wrong was found"))
    sys.stdout.write("\n".join(report) + "\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
