"""Why the monitor says no, and what to do."""

from engine.errors import RefusedError


class NoSuchEscalationError(RefusedError):
    code = "no_such_escalation"

    def __init__(self, clock: str, level: int) -> None:
        super().__init__(
            "Eskalasi itu tidak ada pada pengaduan ini: buka tenggatnya dan pilih tingkat "
            "yang sudah dieskalasi.",
            clock=clock,
            level=level,
        )


class EscalatedAboveYouError(RefusedError):
    code = "escalated_above_you"

    def __init__(self, to: str) -> None:
        super().__init__(
            "Eskalasi ini dibawa kepada atasan Anda: mintalah yang dituju menyatakan sudah "
            "melihatnya.",
            to=to,
        )
