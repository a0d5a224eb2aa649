"""Logs as JSON lines: ids and codes only, never what a person wrote."""

import logging
from pathlib import Path
from typing import Any

import structlog


def log_to(path: Path | None, level: int = logging.INFO) -> None:
    """Write logs to a file, or to standard error."""
    factory: Any
    if path is None:
        import sys  # noqa: PLC0415 - only the process that logs to it needs it

        factory = structlog.WriteLoggerFactory(sys.stderr)
    else:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        factory = structlog.WriteLoggerFactory(path.open("a", buffering=1))
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            # Tracebacks without the values of variables, which could hold a person's words.
            structlog.processors.ExceptionRenderer(
                structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
            ),
            structlog.processors.JSONRenderer(default=str),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=factory,
        cache_logger_on_first_use=False,
    )
