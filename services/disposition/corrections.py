"""When a field of an earlier event may be put right."""

from dataclasses import dataclass

from engine.errors import RefusedError
from schemas.commands.disposition import Correct
from services.disposition.fields import can_be_corrected, place_of
from services.disposition.state import State
from services.disposition.targets import current_value, find


@dataclass(frozen=True, slots=True)
class ClearChange:
    """The new value of a clear field, checked, and the old one if the person named it."""

    new: str
    old: str | None = None


class NoSuchEventError(RefusedError):
    code = "no_such_event"

    def __init__(self, version: int, index: int) -> None:
        super().__init__(
            "Kejadian yang disebut tidak ada dalam riwayat, atau sudah dibatalkan: "
            "buka riwayatnya dan pilih kejadian yang berlaku.",
            version=version,
            index=index,
        )


class NotCorrectableError(RefusedError):
    code = "not_correctable"

    def __init__(self, event: str, field: str) -> None:
        super().__init__(
            "Isian itu tidak ada pada kejadian ini atau tidak dapat dibetulkan: "
            "pilih isian lain, atau batalkan kejadiannya.",
            event=event,
            field=field,
        )


class OldValueDiffersError(RefusedError):
    code = "old_value_differs"

    def __init__(self, field: str, now: str | None) -> None:
        super().__init__(
            "Nilai lama yang disebut bukan yang tercatat sekarang: buka kembali, lalu ulangi.",
            field=field,
            now=now,
        )


class AlreadyErasedError(RefusedError):
    code = "already_erased"

    def __init__(self) -> None:
        super().__init__(
            "Identitas dan isi pengaduan ini sudah dihapus, jadi tidak dapat dibetulkan lagi."
        )


class IdentityInReasonError(RefusedError):
    code = "identity_in_reason"

    def __init__(self) -> None:
        super().__init__(
            "Jangan menyebut data pelapor dalam alasan, karena alasan dapat dibaca OPD: "
            "tulis alasannya saja."
        )


def is_corrected(state: State, command: Correct, change: ClearChange | None) -> bool:
    """Whether the clear field says so already."""
    event = find(state, command.target)
    if event is None or change is None or not can_be_corrected(event, command.field):
        return False
    return current_value(state, command.target, command.field) == change.new


def check_correction(state: State, command: Correct, change: ClearChange | None) -> None:
    """Refuse to correct what is not there.

    Raises:
        NoSuchEventError: Nothing stands at that place.
        NotCorrectableError: The event has no such field, or it must stay.
        AlreadyErasedError: What lay in the box was destroyed.
        OldValueDiffersError: The person saw another value.
    """
    event = find(state, command.target)
    if event is None:
        raise NoSuchEventError(command.target.version, command.target.index)
    if not can_be_corrected(event, command.field):
        raise NotCorrectableError(type(event).__name__, command.field)
    if place_of(command.field) != "clear" and state.known.erased:
        raise AlreadyErasedError
    if change is not None and change.old is not None:
        now = current_value(state, command.target, command.field)
        if change.old != now:
            raise OldValueDiffersError(command.field, now)
