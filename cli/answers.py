"""Takes the answer that was asked for, and raises what a service refused."""

from typing import TypeVar

import msgspec

from cli.errors import RefusedByServiceError, UnreadableAnswerError
from schemas.answers import Refused

V = TypeVar("V", bound=msgspec.Struct)


def expect(kind: type[V], answer: object) -> V:
    """The answer of the kind that was asked for.

    Raises:
        RefusedByServiceError: The service said no.
        UnreadableAnswerError: It answered something else.
    """
    if isinstance(answer, Refused):
        raise RefusedByServiceError(answer)
    if not isinstance(answer, kind):
        raise UnreadableAnswerError("", type(answer).__name__)
    return answer
