"""What an OPD is told of its own dispositions: numbers, codes and days, no words and no person."""

import datetime as dt

import msgspec

from schemas.rekap import CutOff


class DispositionLine(msgspec.Struct, frozen=True, kw_only=True):
    """One disposition to an OPD.

    Attributes:
        role: `utama` or `pendamping`.
        grant: `summary` or `content`: what the OPD may read.
        state: `disposed`, `accepted`, `clarified`, `returned` or `recalled`.
        is_open: Whether the OPD has something to do.
        ended_on: The day of the last three states.
        case_ended: Whether the complaint has ended, so that nothing can be read of it any more.
        due_on: By when the OPD is asked to clarify; null where no clock runs.
        verdict: That clock's: `running`, `paused`, `met` or `missed`.
        late: Whether it was missed and goes on.
    """

    number: str
    pengaduan_id: str
    disposition_id: int
    role: str
    grant: str
    state: str
    is_open: bool
    disposed_on: dt.date | None
    accepted_on: dt.date | None
    ended_on: dt.date | None
    case_ended: bool
    due_on: dt.date | None
    verdict: str | None
    late: bool


class DispositionList(
    msgspec.Struct, frozen=True, kw_only=True, tag="dispositions", tag_field="type"
):
    """A page of the complaints that were disposed to an OPD, those with something to do first.

    Attributes:
        total: How many complaints there are in all.
        waiting: In how many of them the OPD has something to do.
    """

    opd: str
    total: int
    waiting: int
    offset: int
    dispositions: tuple[DispositionLine, ...]
    cut_off: CutOff
