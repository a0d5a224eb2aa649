"""What can be undone: the last of its kind, with nothing resting on it."""

from typing import Final

from engine.errors import RefusedError
from schemas.commands.disposition import At
from schemas.events import PengaduanEvent, intake
from schemas.events import disposition as happened
from services.disposition.corrections import NoSuchEventError
from services.disposition.state import Known, State
from services.disposition.targets import find, later

UNDOABLE: Final = (
    intake.Classified,
    happened.Disposed,
    happened.Linked,
    happened.Closed,
    happened.Answered,
    happened.Clarified,
    happened.WaitingStarted,
    happened.WaitingEnded,
)


class NotUndoableError(RefusedError):
    code = "not_undoable"

    def __init__(self, event: str) -> None:
        super().__init__(
            "Kejadian ini tidak dapat dibatalkan: betulkan isiannya atau beri catatan.",
            event=event,
        )


class NotTheLastError(RefusedError):
    code = "not_the_last"

    def __init__(self, event: str) -> None:
        super().__init__(
            "Hanya yang terakhir dari jenisnya yang dapat dibatalkan: batalkan dahulu yang "
            "lebih baru.",
            event=event,
        )


class OthersRestOnItError(RefusedError):
    code = "others_rest_on_it"

    def __init__(self, event: str, resting: str) -> None:
        super().__init__(
            "Sudah ada langkah lanjutan atas kejadian ini: batalkan dahulu langkah itu bila dapat, "
            "atau tarik kembali disposisinya, atau buka kembali pengaduannya.",
            event=event,
            resting=resting,
        )


def check_undoable(state: State, at: At) -> None:
    """Refuse to undo what must stay.

    Raises:
        NoSuchEventError: Nothing stands at that place.
        NotUndoableError: Its kind is never undone.
        NotTheLastError: A newer one of its kind stands.
        OthersRestOnItError: Something later would hang in the air.
    """
    event = find(state, at)
    if event is None:
        raise NoSuchEventError(at.version, at.index)
    name = type(event).__name__
    if not isinstance(event, UNDOABLE):
        raise NotUndoableError(name)
    for after in later(state, at):
        if type(after) is type(event):
            raise NotTheLastError(name)
        if _rests(after, event):
            raise OthersRestOnItError(name, type(after).__name__)
    if isinstance(event, happened.Clarified):
        _check_can_go_on(event, state.known)


def _check_can_go_on(event: happened.Clarified, known: Known) -> None:
    """Its disposition would be open again: there must be room for it."""
    if known.ending is not None:
        raise OthersRestOnItError("Clarified", known.ending)
    again = known.disposition(event.disposition_id)
    if again is None:
        return
    for held in known.open_dispositions:
        if held.to == again.to or held.role == again.role == "utama":
            raise OthersRestOnItError("Clarified", "Disposed")


def _rests(after: PengaduanEvent, event: PengaduanEvent) -> bool:
    match event:
        case happened.Disposed(disposition_id=which):
            return isinstance(after, ON_DISPOSED) and after.disposition_id == which
        case happened.Answered():
            return isinstance(after, happened.Confirmed | happened.Disputed | happened.Closed)
        case happened.Closed():
            return isinstance(after, happened.Reopened)
        case happened.Linked():
            return isinstance(after, happened.Unlinked)
        case happened.WaitingStarted(party=party):
            return isinstance(after, happened.WaitingEnded) and after.party == party
        case happened.WaitingEnded(party=party):
            return isinstance(after, happened.WaitingStarted) and after.party == party
        case _:
            return False


ON_DISPOSED: Final = (
    happened.DispositionAccepted,
    happened.DispositionReturned,
    happened.DispositionRecalled,
    happened.Clarified,
)
