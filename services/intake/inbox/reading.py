"""Opens a kept message and has it read by its adapter."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import structlog

from engine.boxes import BoxTamperedError, WrongKeyError
from engine.vault_errors import KeyMissingError
from runtime.objects import ObjectDamagedError
from schemas.inbox import Kept
from services.intake.inbox.box import RawBox, RawDamagedError
from services.intake.inbox.port import Adapter, Parsed, Raw, Unreadable

DAMAGED: Final = (
    RawDamagedError,
    ObjectDamagedError,
    BoxTamperedError,
    WrongKeyError,
    KeyMissingError,
)
# A parser must raise nothing; one that does keeps back its one message, not all that follow.
_SLIPS: Final = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
_FAILED: Final = "Pesan ini tidak dapat dibaca program: baca sendiri, lalu putuskan."
_DAMAGED: Final = "Pesan ini tidak tersimpan seperti semula: minta pengelola sistem memeriksanya."
_UNKNOWN: Final = "Tidak ada pembaca untuk saluran pesan ini: minta pengelola sistem memeriksanya."
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reader:
    """One office's."""

    box: RawBox
    adapters: Mapping[str, Adapter]

    async def raw(self, message_id: str, kept: Kept) -> Raw | Unreadable | None:
        """The message as it came; None where it was erased.

        Raises:
            StoreUnavailableError: No answer.
        """
        try:
            return await self.box.open(message_id, kept)
        except DAMAGED as error:
            log.critical("raw_damaged", message_id=message_id, cause=error.code)
            return Unreadable("raw_damaged", _DAMAGED)

    def parsed(self, message_id: str, raw: Raw) -> Parsed | Unreadable:
        """What the message says, or why a person must look at it."""
        adapter = self.adapters.get(raw.adapter)
        if adapter is None:
            return Unreadable("unknown_adapter", _UNKNOWN)
        try:
            return adapter.parse(raw)
        except _SLIPS as slip:
            # The text of the slip may quote the message.
            log.error(  # noqa: TRY400
                "parser_failed",
                message_id=message_id,
                adapter=raw.adapter,
                slip=type(slip).__name__,
            )
            return Unreadable("parser_failed", _FAILED)
