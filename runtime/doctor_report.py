"""What the doctor saw, and in plain words what it lets one promise."""

from typing import Final

import msgspec

from engine.vault_rows import KeyTotals
from runtime.clock import Clock, SystemClock
from runtime.doctor_clock import ClockLine
from runtime.doctor_followers import FollowerLine
from runtime.doctor_secrets import OpenSecretLine
from schemas.base import Instant
from schemas.views import ViewStatus

_LITTLE_ROOM: Final = 0.1
_DAMAGE: Final = frozenset(
    {"stream_missing", "stream_replaced", "first_gone", "messages_gone", "tail_gone"}
)
_NOTHING: Final = (
    "BELUM ADA JANJI: server tidak terbukti menulis langsung ke disk, jadi yang sudah "
    "dinyatakan tercatat dapat hilang bila listrik padam."
)
_SYNCED: Final = (
    "Yang sudah dinyatakan tercatat tidak hilang bila program dimatikan paksa atau listrik "
    "padam, karena setiap catatan ditulis ke disk sebelum dijawab."
)
_ONE_COPY: Final = (
    "Hanya ada satu salinan: bila disk ini rusak, semua catatan sejak cadangan terakhir "
    "hilang. Buat cadangan teratur dengan `tuntas backup` ke disk lain."
)
_COPIES: Final = (
    "Ada {replicas} salinan: satu mesin atau satu disk boleh rusak tanpa kehilangan. "
    "Bila separuh mesin atau lebih mati, tidak ada pengaduan yang dapat dicatat sampai pulih."
)


class ServerLine(msgspec.Struct, frozen=True, kw_only=True):
    """One NATS server; `failure` where it does not answer."""

    url: str
    version: str | None = None
    sync_always: bool | None = None
    failure: str | None = None


class StreamLine(msgspec.Struct, frozen=True, kw_only=True):
    """How much a stream holds; `messages` null where it is not there or silent."""

    name: str
    messages: int | None = None
    first_seq: int | None = None
    last_seq: int | None = None
    deleted: int | None = None


class GateLine(msgspec.Struct, frozen=True, kw_only=True):
    """Something that breaks the promise."""

    code: str
    where: str
    sentence: str


class ServiceLine(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a service answers."""

    service: str
    answers: bool


class PolicyLine(msgspec.Struct, frozen=True, kw_only=True):
    """A policy file that was refused.

    Attributes:
        sentence: What is wrong with it, line by line.
        instead: What holds for the office meanwhile.
    """

    office: str
    code: str
    sentence: str
    instead: str


class OfficeLine(msgspec.Struct, frozen=True, kw_only=True):
    """One office.

    Attributes:
        followers: How far those have come who follow the events.
        view: Position, lag and parked cases, null where reporting does not say.
        clock: The machine's clock beside the last record.
        keys: How many keys the vault holds, null where it is not at hand.
        verified_at: When the history was last found whole, null if never.
    """

    office: str
    streams: tuple[StreamLine, ...]
    gate: tuple[GateLine, ...]
    services: tuple[ServiceLine, ...]
    followers: tuple[FollowerLine, ...]
    view: ViewStatus | None
    clock: ClockLine
    keys: KeyTotals | None
    verified_at: Instant | None


class DiskLine(msgspec.Struct, frozen=True, kw_only=True):
    """The room where the home lies."""

    folder: str
    total: int
    free: int

    @property
    def is_short(self) -> bool:
        """Whether little room is left."""
        return self.free < self.total * _LITTLE_ROOM


class DoctorReport(msgspec.Struct, frozen=True, kw_only=True):
    """All that was looked at."""

    at: Instant
    servers: tuple[ServerLine, ...]
    offices: tuple[OfficeLine, ...]
    disk: DiskLine
    replicas: int
    promises: tuple[str, ...]
    refused_policies: tuple[PolicyLine, ...] = ()
    open_secrets: tuple[OpenSecretLine, ...] = ()

    @property
    def damaged(self) -> bool:
        """Whether a stream lost something or is another one."""
        return any(line.code in _DAMAGE for office in self.offices for line in office.gate)

    @property
    def sound(self) -> bool:
        """Whether gates are open, services answer, nobody stands still, policies are right.

        And whether what is secret is its owner's only.
        """
        return not (self.refused_policies or self.open_secrets) and all(
            not office.gate
            and all(service.answers for service in office.services)
            and all(follower.sound for follower in office.followers)
            and office.view is not None
            and not office.view.parked
            and office.view.halted is None
            and office.clock.sound
            for office in self.offices
        )


def report(
    servers: tuple[ServerLine, ...],
    offices: tuple[OfficeLine, ...],
    disk: DiskLine,
    *,
    replicas: int,
    refused_policies: tuple[PolicyLine, ...] = (),
    open_secrets: tuple[OpenSecretLine, ...] = (),
    clock: Clock | None = None,
) -> DoctorReport:
    """Put together what was seen with what it lets one promise."""
    synced = bool(servers) and all(server.sync_always for server in servers)
    return DoctorReport(
        at=(clock or SystemClock()).now(),
        servers=servers,
        offices=offices,
        disk=disk,
        replicas=replicas,
        promises=promises(synced=synced, replicas=replicas),
        refused_policies=refused_policies,
        open_secrets=open_secrets,
    )


def promises(*, synced: bool, replicas: int) -> tuple[str, ...]:
    """Say to staff what they may rely on in this mode, and what not."""
    if not synced:
        return (_NOTHING,)
    return (_SYNCED, _ONE_COPY if replicas == 1 else _COPIES.format(replicas=replicas))
