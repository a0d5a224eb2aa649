"""What makes a whole register file unreadable."""

from collections.abc import Mapping


class UnreadableRegisterError(Exception):
    """No row of the file can be read; the sentence says what the officer does about it."""

    def __init__(self, code: str, fields: Mapping[str, str | int], sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.fields = dict(fields)
        self.sentence = sentence


class DamagedError(Exception):
    """One row cannot be read; the rest of the file can."""

    def __init__(self, column: str | None, code: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.code = code
        self.reason = reason
