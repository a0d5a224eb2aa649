"""What a subject says when it is read, and what is wrong with one that cannot be."""

import re
from typing import Final

import msgspec

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]+")
_OFFICE: Final = re.compile(r"[a-z0-9_-]+")


class UnusableTokenError(ValueError):
    """A name that may not stand in a subject: empty, or with a dot, wildcard or space."""

    code = "unusable_token"

    def __init__(self, token: str) -> None:
        super().__init__(f"Kode {token!r} tidak dapat dipakai: hanya huruf, angka, '_' dan '-'.")
        self.token = token


class UnreadableSubjectError(ValueError):
    """A subject that is not of the shape that was asked for."""

    code = "unreadable_subject"

    def __init__(self, subject: str, expected: str) -> None:
        super().__init__(f"Alamat {subject!r} tidak dikenal: bentuknya harus {expected}.")
        self.subject = subject
        self.expected = expected


class CommandAddress(msgspec.Struct, frozen=True):
    """What the subject of a command says."""

    office: str
    caller: str
    service: str
    command: str


class QueryAddress(msgspec.Struct, frozen=True):
    """What the subject of a query says."""

    office: str
    caller: str
    query: str


def office_token(code: str) -> str:
    """An office's code as it may stand in a subject: in lower case.

    Raises:
        UnusableTokenError: It may not.
    """
    if not _OFFICE.fullmatch(code):
        raise UnusableTokenError(code)
    return code


def token(name: str) -> str:
    """Any other name as it may stand there.

    Raises:
        UnusableTokenError: It may not.
    """
    if not _TOKEN.fullmatch(name):
        raise UnusableTokenError(name)
    return name
