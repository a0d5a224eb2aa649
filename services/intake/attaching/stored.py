"""What the history says of a file that was stored."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Type, size and digest of what lies in the stream, which may not be what was uploaded."""

    media_type: str
    size: int
    digest: str
