"""What a reporter sees by the tracking code: how far it is, what is due, who looked at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from engine.commits import Recorded
from engine.errors import RefusedError
from engine.keyed import Keyed
from policy.permissions import standing_of
from runtime.ids import CROCKFORD, tracking_digest
from runtime.indonesian import written
from runtime.topology import event_stream
from schemas.base import Position
from schemas.commit import Commit
from schemas.lines import CaseLine, ClockLine
from schemas.readings import TrackedDeadline, TrackedReading, TrackView
from services.reporting.finding import Finder
from services.reporting.office import Office
from services.reporting.readers import reader_lines
from services.reporting.told import Telling

LENGTH: Final = 16
OPEN: Final = "proses"
# What Crockford's alphabet has left out reads as what it looks like.
_ALIKE: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


class UnknownTrackingCodeError(RefusedError):
    """Nothing has this code; what is wrong with it is nobody's business."""

    code = "unknown_tracking_code"

    def __init__(self) -> None:
        super().__init__(
            "Kode pelacakan tidak ditemukan: periksa setiap huruf dan angkanya pada tanda terima."
        )


@dataclass(frozen=True, slots=True)
class Tracking:
    """Answers the holders of tracking codes.

    Attributes:
        keyed: The secret that the codes are looked up by.
    """

    office: Office
    finder: Finder
    keyed: Keyed
    telling: Telling

    async def view(self, code: str) -> TrackView:
        """The complaint of a code, as it may be typed.

        Raises:
            UnknownTrackingCodeError: There is none, whatever the reason.
        """
        found = await self.finder.tracked(tracking_digest(self.keyed, plain(code)))
        if found is None:
            raise UnknownTrackingCodeError
        return await self._view(*found)

    async def _view(self, history: Sequence[Recorded[Commit]], case: CaseLine) -> TrackView:
        going_on = case.report_status == OPEN
        last = history[-1]
        standing = standing_of(recorded.commit for recorded in history)
        return TrackView(
            pengaduan_id=case.pengaduan_id,
            version=last.commit.version,
            position=Position(stream=event_stream(self.office.code), sequence=last.sequence),
            office=self.office.name,
            number=case.number,
            status=case.status,
            status_label=case.status_label,
            holder=(case.holder_label or self.office.name) if going_on else None,
            received_on=case.received_on,
            answered_on=case.answered_on,
            closed_on=case.closed_on,
            outcome_label=case.outcome_label,
            deadlines=tuple(
                deadline for clock in case.clocks if (deadline := self._deadline(clock)) is not None
            ),
            readings=tuple(
                TrackedReading(
                    by=line.actor_label,
                    what_label=line.what_label,
                    purpose_label=line.purpose_label,
                    at=line.recorded_at,
                )
                for line in reader_lines(self.office, history)
            ),
            erased=case.erased,
            events=await self.telling.events(history),
            actions=self.office.permissions.actions_of("warga", standing),
        )

    def _deadline(self, clock: ClockLine) -> TrackedDeadline | None:
        side = self.office.words.side(clock.clock)
        if side.binds == "nobody" or clock.clock.startswith("silence"):
            return None
        return TrackedDeadline(
            clock=clock.clock,
            label=clock.label,
            due_on=clock.due_on,
            binds=side.label,
            sentence=sentence_of(clock),
        )


def plain(code: str) -> str:
    """A code as it was printed, however it was typed; anything else is no code."""
    typed = code.upper().translate(_ALIKE)
    fits = len(typed) == LENGTH and all(sign in CROCKFORD for sign in typed)
    return typed if fits else ""


def sentence_of(clock: ClockLine) -> str:
    """A deadline in plain words."""
    due = written(clock.due_on)
    match clock.verdict:
        case "running":
            return f"paling lambat {due}"
        case "paused":
            return "dihentikan sementara karena menunggu pihak lain"
        case "met":
            return f"selesai tepat waktu (batasnya {due})"
        case _ if clock.late:
            return f"lewat sejak {due}, belum selesai"
        case _:
            return f"selesai terlambat (batasnya {due})"
