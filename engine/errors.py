"""What can go wrong in the engine; each failure has a class, a code and fields."""

from typing import ClassVar


class EngineError(Exception):
    """Any failure of the engine; `fields` hold ids and numbers only."""

    code: ClassVar[str] = "engine_error"

    def __init__(self, **fields: str | int) -> None:
        self.fields = fields
        super().__init__(", ".join(f"{key}={value}" for key, value in fields.items()))


class RefusedError(Exception):
    """The rules say no.

    Subclasses carry a `code`, `fields` and a sentence for people.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, sentence: str, **fields: str | int | bool | list[str] | None) -> None:
        self.sentence = sentence
        self.fields = fields
        super().__init__(self.code)


class WrongExpectedVersionError(EngineError):
    """Somebody else appended first: load again and decide again."""

    code = "wrong_expected_version"


class StoreUnavailableError(EngineError):
    """The store did not answer; what was sent may have been written."""

    code = "store_unavailable"


class StoreRefusedError(EngineError):
    """The store answered that it does not take this; nothing was written."""

    code = "store_refused"


class TooLargeError(EngineError):
    """What is to be stored is larger than the store takes: shorten it; nothing was written."""

    code = "too_large"


class UnreadableCommitError(EngineError):
    """Stored bytes do not decode; stop, never skip."""

    code = "unreadable_commit"


class GapError(EngineError):
    """A sequence is missing in the stream: something was removed."""

    code = "stream_gap"


class BrokenChainError(EngineError):
    """A commit does not follow from the one before it."""

    code = "broken_chain"


class ParkedError(EngineError):
    """One subject's commit could not be projected; it and its later ones wait."""

    code = "parked"
