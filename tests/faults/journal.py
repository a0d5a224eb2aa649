"""The history of a run: one line for everything that was said, answered or broken."""

import json
import time
from pathlib import Path
from typing import Any, Literal, TypeAlias

LineType: TypeAlias = Literal["invoke", "ok", "fail", "info"]


class Journal:
    """Writes `{t, proc, f, type, key, value, seq}`, each line before anything else happens.

    `t` is in microseconds since the run began; `info` means that nobody knows.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._start = time.monotonic_ns()
        self._file = path.open("w", encoding="utf-8", buffering=1)

    def close(self) -> None:
        """Nothing more is written."""
        self._file.close()

    def write(
        self,
        proc: str,
        f: str,
        type_: LineType,
        *,
        key: str = "",
        value: dict[str, Any] | None = None,
        seq: int | None = None,
    ) -> None:
        """Add a line."""
        line = {
            "t": (time.monotonic_ns() - self._start) // 1000,
            "proc": proc,
            "f": f,
            "type": type_,
            "key": key,
            "value": value,
            "seq": seq,
        }
        self._file.write(json.dumps(line, separators=(",", ":")) + "\n")
