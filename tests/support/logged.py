"""What is logged, from debug on, whatever an earlier test set the level to."""

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

import structlog
from structlog.testing import capture_logs as captured


@contextmanager
def capture_logs() -> Iterator[list[MutableMapping[str, Any]]]:
    """Every line that is logged meanwhile."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(0))
    try:
        with captured() as logs:
            yield logs
    finally:
        structlog.configure(**before)
