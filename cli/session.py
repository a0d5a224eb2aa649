"""What every command is given, and how it reaches the system."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

from cyclopts import Parameter

if TYPE_CHECKING:
    from cli.ask import Asker
    from cli.up import Endpoint
    from runtime.home import Home


@dataclass(frozen=True, slots=True)
class Session:
    """The options that stand before or after any command.

    Attributes:
        root: Where the installation lies, None for the usual place.
        debug: Whether to show a traceback of our own faults.
    """

    root: Path | None = None
    debug: bool = False

    @property
    def home(self) -> "Home":
        """The installation."""
        from runtime.home import Home  # noqa: PLC0415 - keeps `--help` quick

        return Home(self.root) if self.root is not None else Home.default()

    @asynccontextmanager
    async def system(self) -> AsyncIterator["Endpoint"]:
        """The running system, or one that lives as long as the command."""
        from cli.up import system  # noqa: PLC0415 - keeps `--help` quick
        from runtime.logs import log_to  # noqa: PLC0415 - keeps `--help` quick

        # Without this the log lines of the connection would go to standard output.
        log_to(None, logging.WARNING)
        async with system(self.home, say=lambda _: None) as endpoint:
            yield endpoint

    @asynccontextmanager
    async def asker(self, office: str) -> AsyncIterator["Asker"]:
        """One office of it to ask."""
        from cli.ask import asker  # noqa: PLC0415 - keeps `--help` quick

        async with self.system() as endpoint, asker(endpoint, office) as ask:
            yield ask


InSession: TypeAlias = Annotated[Session, Parameter(parse=False)]
AsJson: TypeAlias = Annotated[bool, Parameter(name="--json", negative="")]
