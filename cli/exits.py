"""Which exit code an error has: the one table of them."""

from typing import Final

import msgspec

from cli.errors import RefusedByServiceError
from engine.errors import EngineError, RefusedError
from schemas.answers import FieldValue, Refused

OK: Final = 0
OUR_FAULT: Final = 1
REFUSED: Final = 2
UNAVAILABLE: Final = 3
DAMAGED: Final = 4
INTERRUPTED: Final = 130

_OF_CODE: Final[dict[str, int]] = {
    **dict.fromkeys(
        (
            "cluster_not_ready",
            "credential_refused",
            "database_unavailable",
            "gate_closed",
            "home_in_use",
            "missing_credential",
            "monitor_unreachable",
            "nats_unreachable",
            "not_active",
            "pool_empty",
            "pool_stopped",
            "reload_refused",
            "server_missing",
            "server_not_started",
            "server_too_old",
            "store_unavailable",
            "view_behind",
            "wrong_expected_version",
        ),
        UNAVAILABLE,
    ),
    **dict.fromkeys(
        (
            "attachment_damaged",
            "object_damaged",
            "box_tampered",
            "broken_chain",
            "key_missing",
            "parked",
            "stream_gap",
            "unreadable_commit",
            "wrong_office_key",
        ),
        DAMAGED,
    ),
    **dict.fromkeys(
        ("policy_unreadable", "unknown_service", "unusable_token", "unsupported_database"), REFUSED
    ),
}
_BROKEN_HISTORY: Final = frozenset(
    {"stream_replaced", "first_gone", "messages_gone", "tail_gone", "stream_missing"}
)


_OURS: Final = frozenset({"schemas", "policy", "engine", "runtime", "services", "cli"})
_SENTENCES: Final = {
    REFUSED: "Permintaan ini tidak dapat dikerjakan: betulkan yang disebut, lalu ulangi.",
    UNAVAILABLE: "Sistem belum dapat menjawab: ulangi perintah yang sama sebentar lagi.",
    DAMAGED: "Riwayat tidak utuh: hentikan pekerjaan, lalu jalankan `tuntas verify`.",
}


class Failure(msgspec.Struct, frozen=True):
    """An error as a person and a program are told of it; `code` None: our own fault."""

    code: str | None
    sentence: str
    exit_code: int
    fields: dict[str, FieldValue] = {}


def failure_of(error: BaseException) -> Failure:
    """Tell what an error is, by its class and its code, never by its text."""
    if isinstance(error, RefusedByServiceError):
        refused = error.refused
        return Failure(refused.code, refused.sentence, _of_refused(refused), refused.fields)
    code = getattr(error, "code", None)
    # Other libraries have a `code` on their errors too.
    ours = type(error).__module__.partition(".")[0] in _OURS
    if not ours or not isinstance(code, str):
        return Failure(None, "", OUR_FAULT)
    exit_code = _of_error(code, error)
    return Failure(code, _sentence(error, exit_code), exit_code)


def _of_refused(refused: Refused) -> int:
    return _OF_CODE.get(refused.code, UNAVAILABLE if refused.retry else REFUSED)


def _of_error(code: str, error: BaseException) -> int:
    if any(one.code in _BROKEN_HISTORY for one in getattr(error, "broken", ())):
        return DAMAGED
    named: int | None = getattr(error, "exit_code", None)
    if named is not None:
        return named
    return _OF_CODE.get(code, UNAVAILABLE if isinstance(error, EngineError) else REFUSED)


def _sentence(error: BaseException, exit_code: int) -> str:
    if isinstance(error, RefusedError):
        return error.sentence
    if isinstance(error, EngineError):
        return f"{_SENTENCES.get(exit_code, '')} {error}".strip()
    return str(error)
