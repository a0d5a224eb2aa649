"""Checks codes against an office's lists."""

from collections.abc import Iterable
from typing import Protocol

from runtime.refusals import UnknownCodeError


class Coded(Protocol):
    """Anything with a code."""

    @property
    def code(self) -> str: ...


def check_code(field: str, code: str | None, known: Iterable[Coded]) -> None:
    """Refuse a code that the policy does not have; None is no code.

    Raises:
        UnknownCodeError: It is not in the list.
    """
    if code is None:
        return
    codes = [term.code for term in known]
    if code not in codes:
        raise UnknownCodeError(field, code, codes)
