"""What the doctor says of the machine's clock beside what an office recorded last."""

import datetime as dt
from typing import Final

import msgspec
from nats.aio.client import Client

from engine.errors import EngineError
from engine.jetstream import JetStreamStore
from runtime.clock import Clock
from runtime.history import CODEC
from runtime.last_recorded import behind, last_recorded
from runtime.topology import bells_of, event_stream
from schemas.base import Instant
from schemas.commit import Commit

LONG_AGO: Final = dt.timedelta(days=60)
_BEHIND: Final = (
    "Jam mesin tertinggal {apart} dari catatan terakhir ({at:%Y-%m-%d %H:%M} UTC). Selama begitu "
    "monitor batas waktu menunggu: tidak ada batas waktu yang dinilai. Setel jam mesin dan "
    "nyalakan NTP; layanan yang berjalan sendiri-sendiri harus dijalankan ulang sesudahnya."
)
_LONG_AGO: Final = (
    "Catatan terakhir sudah {days} hari yang lalu ({at:%Y-%m-%d %H:%M} UTC): memang tidak ada "
    "yang dicatat, atau jam mesin terlalu cepat. Periksa tanggal mesin sebelum mencatat."
)
_UNREAD: Final = "Waktu catatan terakhir tidak terbaca ({code}), jadi jam mesin tidak diperiksa."


class ClockLine(msgspec.Struct, frozen=True, kw_only=True):
    """The clock beside the last record.

    Attributes:
        last_recorded: The latest moment among the last commits, null where there is none.
        behind_seconds: How far the clock lies behind it, null where it does not.
        failure: Why it is not known.
        sentence: What is to be said of it, null where all is well.
    """

    last_recorded: Instant | None = None
    behind_seconds: int | None = None
    failure: str | None = None
    sentence: str | None = None

    @property
    def sound(self) -> bool:
        """Whether deadlines can be judged by this clock."""
        return self.behind_seconds is None and self.failure is None


async def look_at_clock(auditor: Client, office: str, clock: Clock) -> ClockLine:
    """Hold a clock against what an office recorded last."""
    events: JetStreamStore[Commit] = JetStreamStore(
        auditor, event_stream(office), bells_of(office), CODEC
    )
    try:
        return clock_line(clock, await last_recorded(events))
    except EngineError as error:
        return ClockLine(failure=error.code, sentence=_UNREAD.format(code=error.code))
    finally:
        await events.close()


def clock_line(clock: Clock, recorded: dt.datetime | None) -> ClockLine:
    """Say what a clock and the last recorded moment mean for each other."""
    if recorded is None:
        return ClockLine()
    apart = behind(clock, recorded)
    if apart is not None:
        return ClockLine(
            last_recorded=recorded,
            behind_seconds=round(apart.total_seconds()),
            sentence=_BEHIND.format(apart=_length(apart), at=recorded),
        )
    since = clock.now() - recorded
    said = _LONG_AGO.format(days=since.days, at=recorded) if since > LONG_AGO else None
    return ClockLine(last_recorded=recorded, sentence=said)


def _length(apart: dt.timedelta) -> str:
    hours, seconds = divmod(apart.seconds, 3600)
    parts = ((apart.days, "hari"), (hours, "jam"), (seconds // 60, "menit"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number)
