"""What the worker says of a file, in its first line."""

import msgspec


class Verdict(msgspec.Struct, frozen=True):
    """What became of the file: its type, or why it is refused."""

    media_type: str | None = None
    code: str | None = None
    fields: dict[str, str | int] = {}
