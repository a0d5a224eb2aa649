"""Writes the configuration of the scaled topology."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from cli.commands.nats import show_written
from cli.session import AsJson, InSession


def setup(
    *,
    to: Annotated[Path, Parameter(name="--to")],
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """Write what compose.yaml needs: NATS configurations, certificates, keys and passwords.

    What is there is kept, so it may be run at every start. Secrets go to TUNTAS_SECRETS, else to
    the folder of secrets of the installation.

    Args:
        to: The folder for what every part may read.
        as_json: Print JSON.
        session: Where the installation lies.
    """
    from cli.policies import policies_of  # noqa: PLC0415 - keeps `--help` quick
    from runtime.scaled import set_up  # noqa: PLC0415 - keeps `--help` quick

    written = set_up(to, session.home.secrets, policies_of(session.home))
    show_written(written, as_json=as_json)
