"""Hands what somebody attached over to intake, part by part."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from litestar.datastructures import UploadFile

from policy.model import AttachmentLimits
from portal.line import Line, OutageError
from runtime.ids import derived_id
from schemas.answers import Refused
from schemas.base import Position
from schemas.commands.attachments import PART_SIZE, UploadAttachment
from schemas.commands.base import Claim
from schemas.commands.intake import AddAttachment

WARGA: Final = Claim(kind="warga", id="portal")
AT_ONCE: Final = 3
TOGETHER: Final = 30_000_000
KINDS: Final = "foto (JPEG, PNG, WebP), PDF, rekaman suara (Ogg, M4A) atau video (MP4)"
_LONGEST_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file as the browser sent it."""

    name: str
    data: bytes


async def chosen(files: Sequence[UploadFile]) -> list[Chosen]:
    """Read what was chosen; of a name only what stands behind the last slash."""
    return [
        Chosen(
            file.filename.replace("\\", "/").rsplit("/", 1)[-1][-_LONGEST_NAME:].strip()
            or "berkas",
            await file.read(),
        )
        for file in files
    ]


def at_once(limits: AttachmentLimits) -> int:
    """How many files one form takes."""
    return min(AT_ONCE, limits.max_files)


def limits_told(limits: AttachmentLimits) -> str:
    """What may be attached."""
    each = f"{limits.max_bytes / 1_000_000:.0f} MB"
    return f"Paling banyak {at_once(limits)} berkas sekali kirim, masing-masing {each}: {KINDS}."


def wrong_with(files: Sequence[Chosen], limits: AttachmentLimits) -> str | None:
    """What can be told before anything is sent; None where nothing is wrong."""
    if len(files) > at_once(limits):
        return f"Pilih paling banyak {at_once(limits)} berkas; sisanya dapat dikirim kemudian."
    for file in files:
        if not file.data:
            return f"Berkas {file.name} kosong: pilih berkas yang berisi."
        if len(file.data) > limits.max_bytes:
            size = f"{limits.max_bytes / 1_000_000:.0f} MB"
            return f"Berkas {file.name} lebih besar dari {size}: perkecil, lalu pilih lagi."
    if sum(len(file.data) for file in files) > TOGETHER:
        return f"Berkas bersama-sama lebih besar dari {TOGETHER // 1_000_000} MB: kirim bertahap."
    return None


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of the files.

    Attributes:
        wrong: A sentence for each that was not taken.
        position: Where a view must be to show those that were.
    """

    wrong: list[str]
    position: Position | None = None


async def attach(
    line: Line,
    pengaduan_id: str,
    files: Sequence[Chosen],
    *,
    by: Claim = WARGA,
    caption: str | None = None,
) -> Attached:
    """Attach files one by one; the same file again is attached once."""
    said = [(file, await _attached(line, pengaduan_id, file, by, caption)) for file in files]
    wrong = [f"{file.name}: {became}" for file, became in said if isinstance(became, str)]
    reached = [became for _, became in said if isinstance(became, Position)]
    return Attached(wrong, reached[-1] if reached else None)


async def _attached(
    line: Line, pengaduan_id: str, file: Chosen, by: Claim, caption: str | None
) -> str | Position | None:
    digest = hashlib.sha256(file.data).hexdigest()
    attachment_id = derived_id("attachment", pengaduan_id, digest, "0")
    try:
        for start in range(0, len(file.data), PART_SIZE):
            part = UploadAttachment(
                pengaduan_id=pengaduan_id,
                attachment_id=attachment_id,
                by=by,
                index=start // PART_SIZE,
                data=file.data[start : start + PART_SIZE],
            )
            uploaded = await line.upload(part)
            if isinstance(uploaded, Refused):
                return uploaded.sentence
        command = AddAttachment(
            command_id=derived_id("attach", attachment_id),
            pengaduan_id=pengaduan_id,
            by=by,
            attachment_id=attachment_id,
            digest=digest,
            size=len(file.data),
            file=file.name,
            caption=caption,
        )
        answer = await line.say("intake", command)
    except OutageError as error:
        return str(error)
    return answer.sentence if isinstance(answer, Refused) else answer.position
