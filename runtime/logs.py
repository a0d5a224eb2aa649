"""Logs as JSON lines: ids and codes only, never what a person wrote."""

import datetime as dt
import io
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TextIO

import msgspec
import structlog

from runtime.files import for_owner


@contextmanager
def logging_to(path: Path) -> Iterator[None]:
    """Write logs to a file for as long as this lasts, and warnings to standard error after it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _appending(path) as file:
        _configure(file, logging.INFO)
        try:
            yield
        finally:
            log_to(None, logging.WARNING)


def log_to(path: Path | None, level: int = logging.INFO) -> None:
    """Write logs to a file, or to standard error, until the process ends."""
    if path is None:
        _configure(_StandardError(), level)
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _configure(_appending(path), level)


class _StandardError(io.StringIO):
    """Standard error as it is when something is written, also where it was put elsewhere since."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def _appending(path: Path) -> TextIO:
    return open(path, "a", buffering=1, opener=for_owner)


def _configure(file: TextIO, level: int) -> None:
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            # Tracebacks without the values of variables, which could hold a person's words.
            structlog.processors.ExceptionRenderer(
                structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
            ),
            _line,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file),
        cache_logger_on_first_use=False,
    )


_PLAIN: Final = (str, int, float, bool, dt.date, type(None))
_encode = msgspec.json.Encoder(enc_hook=str).encode


def _line(_: Any, __: str, event: Any) -> str:
    return _encode(_shown(event)).decode()


def _shown(value: Any) -> Any:
    """A value as it may be written: msgspec would write every field of an object, also a secret."""
    if isinstance(value, dict):
        return {str(key): _shown(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_shown(each) for each in value]
    if isinstance(value, (bytes, bytearray, memoryview)):
        return f"<{len(value)} bytes>"
    return value if isinstance(value, _PLAIN) else str(value)
