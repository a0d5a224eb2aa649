"""Has a running server take its configuration over, and hears whether it did."""

from typing import Final

import msgspec
from nats.aio.client import Client

_SECONDS: Final = 10.0


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
    """
    found = await system.request("$SYS.REQ.SERVER.PING", b"", timeout=_SECONDS)
    server = _answer.decode(found.data).server.id
    # nats-server 2.15.1 connects the imports of a new account at the second reading only.
    for _ in range(2):
        told = await system.request(f"$SYS.REQ.SERVER.{server}.RELOAD", b"", timeout=_SECONDS)
        fault = _answer.decode(told.data).error
        if fault is not None:
            raise ReloadRefusedError(fault.description)
