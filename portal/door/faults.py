"""What a machine is answered when something cannot be done: a code and a sentence."""

from collections.abc import Callable, MutableMapping
from typing import Any, TypeAlias

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException

from engine.sql import DatabaseUnavailableError
from portal.door.shapes import Fault
from portal.line import OutageError, RefusedError
from runtime.api_keys import ApiKeysUnreadableError
from schemas.answers import Refused

log = structlog.get_logger(__name__)
AnyRequest = Request[Any, Any, Any]
Handlers: TypeAlias = MutableMapping[
    int | type[Exception], Callable[[AnyRequest, Any], Response[Any]]
]
LATER = {"retry-after": "30"}
CODES = {
    400: ("unreadable", "Permintaan ini tidak terbaca: periksa bentuk dan isiannya."),
    401: ("api_key_unknown", "Kunci API tidak dikenal."),
    403: ("forbidden", "Permintaan ini tidak diizinkan."),
    404: ("not_found", "Alamat ini tidak ada."),
    405: ("method_not_allowed", "Cara ini tidak berlaku untuk alamat ini."),
    413: ("too_large", "Kiriman terlalu besar."),
    429: ("too_often", "Terlalu banyak permintaan: tunggu satu menit."),
    500: ("our_fault", "Ada kesalahan pada sistem: ulangi dengan kunci idempotensi yang sama."),
    503: ("system_unavailable", "Sistem sedang tidak dapat dihubungi: ulangi sebentar lagi."),
}


class KnockError(Exception):
    """The door stays shut: with which status, code and sentence."""

    def __init__(self, status: int, code: str, sentence: str, fields: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.status = status
        self.fault = Fault(code=code, sentence=sentence, fields=fields)


def refused(answer: Refused) -> KnockError:
    """What a service said no to."""
    if answer.retry:
        return KnockError(503, answer.code, answer.sentence)
    return KnockError(422, answer.code, answer.sentence, tuple(sorted(answer.fields)))


def told(error: Exception) -> tuple[int, Fault]:
    """The status and the words of what went wrong; nothing of what was sent is logged."""
    match error:
        case KnockError():
            return error.status, error.fault
        case HTTPException():
            status = error.status_code if error.status_code in CODES else 400
        case OutageError() | DatabaseUnavailableError():
            log.warning("door_outage", code=type(error).__name__)
            status = 503
        case RefusedError(refused=answer):
            return told(refused(answer))
        case ApiKeysUnreadableError():
            log.error("api_keys_unreadable", code=error.code)
            status = 503
        case _:
            log.error("door_failed", exc_info=error)
            status = 500
    code, sentence = CODES[status]
    return status, Fault(code=code, sentence=sentence, fields=_fields(error))


def _fields(error: Exception) -> tuple[str, ...]:
    """Which fields could not be read; never what stood in them."""
    extra = error.extra if isinstance(error, HTTPException) else None
    named = [one.get("key") for one in extra or () if isinstance(one, dict)]
    return tuple(sorted({str(name) for name in named if name}))


def on_error(_: AnyRequest, error: Exception) -> Response[Any]:
    """Every failure of the API in one shape."""
    status, fault = told(error)
    return Response(fault, status_code=status, headers=LATER if status in {429, 503} else {})
