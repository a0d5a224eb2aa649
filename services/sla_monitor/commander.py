"""Tells disposition to close a complaint whose reporter let the time pass."""

from typing import Final

import msgspec
import structlog
from nats.aio.client import Client
from nats.errors import Error as NatsError

from engine.errors import StoreUnavailableError
from engine.jetstream.requests import requests_of
from runtime.ids import derived_id
from runtime.topology import command_subject
from schemas.answers import Outcome, Refused
from schemas.commands.disposition import Close

CALLER: Final = "sla_monitor"
SECONDS: Final = 10.0
TEXTS: Final = {
    "tidak_ada_tanggapan": "Pelapor tidak menanggapi jawaban sampai batas waktunya, "
    "jadi pengaduan dianggap selesai.",
    "tidak_dilengkapi": "Pelapor tidak melengkapi pengaduan sampai batas waktunya, "
    "jadi pengaduan dianggap dicabut.",
}
OTHERWISE: Final = "Batas waktu bagi pelapor sudah lewat, jadi pengaduan ditutup."

log = structlog.get_logger(__name__)
_outcome = msgspec.json.Decoder(Outcome)


class Commander:
    """Commands for one office, as the monitor.

    Args:
        office: The office's code.
        client: The monitor's own connection, which may say this and hear the answer.
        seconds: How long an answer is waited for.
    """

    def __init__(self, office: str, client: Client, *, seconds: float = SECONDS) -> None:
        self._office = office
        self._client = client
        self._seconds = seconds

    async def close(self, pengaduan_id: str, outcome: str, cause: str) -> None:
        """Have a complaint closed; the same cause closes it once, however often it is said.

        That the rules say no is an end too: somebody was faster, or it must not be closed.

        Raises:
            StoreUnavailableError: No answer, or none yet; saying it again is safe.
        """
        command = Close(
            command_id=derived_id("sla-close", pengaduan_id, cause),
            pengaduan_id=pengaduan_id,
            outcome=outcome,
            text=TEXTS.get(outcome, OTHERWISE),
        )
        subject = command_subject(self._office, CALLER, "disposition", "Close")
        answer = await self._ask(subject, msgspec.json.encode(command))
        if not isinstance(answer, Refused):
            return
        if answer.retry:
            raise StoreUnavailableError(subject=subject, cause=answer.code)
        log.info("close_refused", office=self._office, pengaduan_id=pengaduan_id, code=answer.code)

    async def _ask(self, subject: str, payload: bytes) -> Outcome:
        asking = requests_of(self._client)
        try:
            reply = await asking.ask(self._client, subject, payload, self._seconds, None)
            outcome: Outcome = _outcome.decode(reply.data)
        except NatsError as error:
            raise StoreUnavailableError(subject=subject, cause=type(error).__name__) from error
        except msgspec.DecodeError as error:
            raise StoreUnavailableError(subject=subject, cause="no outcome") from error
        return outcome
