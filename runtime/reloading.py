"""Has a running server take its configuration over, and hears whether it did."""

from typing import Final

import msgspec
from nats.aio.client import Client
from nats.errors import TimeoutError as NoAnswerError

_SECONDS: Final = 10.0
_ATTEMPTS: Final = 3


class ReloadRefusedError(RuntimeError):
    """The server does not take the configuration; the one before stays in force."""

    code = "reload_refused"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"NATS tidak menerima konfigurasi baru ({reason}): yang lama tetap berlaku. "
            "Hentikan sistem, jalankan lagi `tuntas up`, lalu periksa `tuntas opd list`."
        )
        self.reason = reason


class _Server(msgspec.Struct):
    id: str


class _Fault(msgspec.Struct):
    description: str = ""


class _Answer(msgspec.Struct):
    server: _Server
    error: _Fault | None = None


_answer: "msgspec.json.Decoder[_Answer]" = msgspec.json.Decoder(_Answer)


async def reload(system: Client) -> None:
    """Have the one server read its configuration anew, by the system's user.

    Raises:
        ReloadRefusedError: It does not take it.
        nats.errors.TimeoutError: It never answered.
    """
    found = await system.request("$SYS.REQ.SERVER.PING", b"", timeout=_SECONDS)
    server = _answer.decode(found.data).server.id
    # nats-server 2.15.1 connects the imports of a new account at the second reading only.
    for _ in range(2):
        fault = _answer.decode(await _told(system, f"$SYS.REQ.SERVER.{server}.RELOAD")).error
        if fault is not None:
            raise ReloadRefusedError(fault.description)


async def _told(system: Client, subject: str) -> bytes:
    """The answer; one is lost when the server sets its accounts up anew while it gives it."""
    for _ in range(_ATTEMPTS - 1):
        try:
            return (await system.request(subject, b"", timeout=_SECONDS)).data
        except NoAnswerError:
            continue
    return (await system.request(subject, b"", timeout=_SECONDS)).data
