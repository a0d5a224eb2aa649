"""What every report of an office is made with."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

from engine.keyed import Keyed
from services.reporting.documents.frozen import FrozenReports
from services.reporting.documents.notes import Notes
from services.reporting.kept import Kept
from services.reporting.office import Office
from services.reporting.opening import Reader
from services.reporting.snapshot import Snapshot
from services.reporting.views import ViewKeeper

Moment = Callable[[dt.date | None], AbstractAsyncContextManager[Snapshot]]


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every report of an office is made with.

    Attributes:
        own: The installation's folder of policies, in which its letterhead may stand.
        moment: Lends the view as of a day.
    """

    office: Office
    keeper: ViewKeeper
    reader: Reader
    kept: Kept
    keyed: Keyed
    own: Path | None
    moment: Moment
    notes: Notes
    frozen: FrozenReports
