"""SMS as Gammu's daemon hands them over: in the environment of a program, or as files."""

import datetime as dt
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from cli.errors import CommandError, UnreadableFileError

_VARIABLE: Final = re.compile(r"SMS_MESSAGES|DECODED_PARTS|PHONE_ID|(?:SMS|DECODED)_[0-9]+_[A-Z]+")
# IN20260707_091530_00_+6281234567890_00.txt, as the daemon's `files` service names them.
_FILE: Final = re.compile(r"IN(\d{8})_(\d{6})_(\d+)_(.*)_(\d+)\.txt")
_PART: Final = 20_000


class NoSmsError(CommandError):
    """Neither the environment nor a folder holds an SMS."""

    code = "no_sms"

    def __init__(self) -> None:
        super().__init__(
            "Tidak ada SMS: perintah ini dijalankan oleh Gammu (RunOnReceive), "
            "atau diberi foldernya dengan --from."
        )


@dataclass(frozen=True, slots=True)
class Sms:
    """One SMS, whole.

    Attributes:
        source: What tells it from every other one.
        body: The daemon's variables as JSON.
    """

    source: str
    body: bytes


def from_environment(environment: Mapping[str, str], ids: Sequence[str], now: dt.datetime) -> Sms:
    """The SMS that the daemon runs this program for.

    Args:
        environment: Its variables.
        ids: How the daemon calls the message, where it says so.
        now: When it came.

    Raises:
        NoSmsError: There is none.
    """
    said = {name: value for name, value in environment.items() if _VARIABLE.fullmatch(name)}
    if "SMS_MESSAGES" not in said and "DECODED_PARTS" not in said:
        raise NoSmsError
    # An id alone does not do: a daemon whose store was emptied counts from the start again.
    named = list(ids) or [now.isoformat()]
    digest = hashlib.sha256(msgspec.json.encode([named, sorted(said.items())])).hexdigest()
    return Sms(digest, msgspec.json.encode({**said, "RECEIVED_AT": now.isoformat()}))


def from_folder(folder: Path, zone: dt.tzinfo) -> list[Sms]:
    """The SMS of the daemon's inbox folder, the oldest first; no file is changed or deleted.

    Args:
        folder: Where they lie.
        zone: The zone of the telephone's clock.

    Raises:
        UnreadableFileError: A file or the folder cannot be read.
        NoSmsError: There is none.
    """
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raise UnreadableFileError(folder, error.strerror or "tidak terbaca") from error
    found = [_joined(folder, names_of, zone) for names_of in _grouped(names)]
    if not found:
        raise NoSmsError
    return found


def text_in(data: bytes) -> str:
    """The text of a file: the daemon writes two bytes a sign, or UTF-8, as it was told."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    if b"\0" in data and not len(data) % 2:
        big = data[::2].count(0) >= data[1::2].count(0)
        return data.decode("utf-16-be" if big else "utf-16-le", "replace")
    return data.decode("utf-8-sig", "replace")


def _grouped(names: Iterable[str]) -> list[list[str]]:
    """The names of the files of each SMS, its parts in their order."""
    groups: dict[tuple[str, ...], list[tuple[int, str]]] = defaultdict(list)
    for name in names:
        found = _FILE.fullmatch(name)
        if found is not None:
            groups[found.groups()[:4]].append((int(found[5]), name))
    return [[name for _, name in sorted(parts)] for _, parts in sorted(groups.items())]


def _joined(folder: Path, names: Sequence[str], zone: dt.tzinfo) -> Sms:
    found = _FILE.fullmatch(names[0])
    assert found is not None  # noqa: S101 - they were grouped by it
    said = {"SMS_MESSAGES": str(len(names)), "SMS_1_NUMBER": found[4]}
    for place, name in enumerate(names, 1):
        said[f"SMS_{place}_TEXT"] = text_in(_read(folder / name))[:_PART]
    at = _moment(found[1] + found[2], zone)
    if at is not None:
        said["RECEIVED_AT"] = at.isoformat()
    return Sms(f"file:{names[0]}", msgspec.json.encode(said))


def _moment(written: str, zone: dt.tzinfo) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(written, "%Y%m%d%H%M%S").replace(tzinfo=zone)
    except ValueError:
        return None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or "tidak terbaca") from error
