"""Logs as JSON lines: ids and codes only, never what a person wrote."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

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
        _configure(sys.stderr, level)
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _configure(_appending(path), level)


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


_encode = msgspec.json.Encoder(enc_hook=str).encode


def _line(_: Any, __: str, event: Any) -> str:
    return _encode(event).decode()
