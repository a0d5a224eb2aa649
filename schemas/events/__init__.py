"""Every event that a complaint's history can hold."""

from typing import TypeAlias

from schemas.events.disposition import DispositionEvent
from schemas.events.intake import IntakeEvent
from schemas.events.sla import SLAEvent

PengaduanEvent: TypeAlias = IntakeEvent | DispositionEvent | SLAEvent

__all__ = ["DispositionEvent", "IntakeEvent", "PengaduanEvent", "SLAEvent"]
