"""What an auditor carries away: the commits byte for byte, a manifest, and a program to check them."""

import base64
import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from runtime.files import for_owner, write_whole
from runtime.stream_scan import Scanned
from runtime.verify_report import Finding
from schemas.base import Instant

COMMITS: Final = "commits.jsonl"
MANIFEST: Final = "manifest.json"
VERIFIER: Final = "verify_bundle.py"
_SOURCE: Final = Path(__file__).with_name(VERIFIER)


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The last commit of one complaint in the bundle."""

    version: int
    sha256: str


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """Which complaints: all where both are null, always with their whole histories."""

    period: str | None
    number: str | None


class BundleManifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a bundle holds.

    Attributes:
        stream: The stream that the commits were read from.
        created: When the server says that the stream was made.
        position: The cut-off: the last sequence that was looked at.
        running_digest: Of every message up to the cut-off as `verify` prints it; null where the
            bundle holds a part of them.
        commits_sha256: Of the whole file of commits.
        heads: By subject.
        findings: What was wrong already when it was read.
    """

    v: int = 1
    office: str
    program: str
    made_at: Instant
    stream: str
    created: str
    position: int
    selection: Selection
    running_digest: str | None
    commits: int
    complaints: int
    commits_sha256: str
    heads: dict[str, Head]
    findings: tuple[Finding, ...]


class BundleMade(msgspec.Struct, frozen=True, kw_only=True):
    """A bundle that was written.

    Attributes:
        manifest_sha256: What to write down elsewhere: with it nothing in the bundle can change.
    """

    folder: str
    manifest_sha256: str
    office: str
    position: int
    commits: int
    complaints: int
    findings: tuple[Finding, ...]


class _Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    sequence: int
    subject: str
    sha256: str
    payload: str | None = None
    payload_base64: str | None = None


@dataclass(slots=True)
class BundleWriter:
    """Writes commits as they come, one line each.

    Args:
        file: Where to.
    """

    file: BinaryIO
    commits: int = 0
    heads: dict[str, Head] = field(default_factory=dict)
    _digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    @property
    def sha256(self) -> str:
        """Of everything written so far."""
        return self._digest.hexdigest()

    def take(self, message: Scanned, digest: str) -> None:
        """Write the next commit."""
        line = msgspec.json.encode(_line(message, digest)) + b"\n"
        self.file.write(line)
        self._digest.update(line)
        before = self.heads.get(message.subject)
        version = 1 if before is None else before.version + 1
        self.heads[message.subject] = Head(version=version, sha256=digest)
        self.commits += 1


def open_commits(folder: Path) -> BinaryIO:
    """Open the file of commits, for its owner only."""
    return open(folder / COMMITS, "xb", opener=for_owner)


def seal(folder: Path, manifest: BundleManifest) -> BundleMade:
    """Write the program and, last, the manifest, so that a bundle with one is whole."""
    write_whole(folder / VERIFIER, _SOURCE.read_bytes())
    encoded = msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"
    write_whole(folder / MANIFEST, encoded)
    return BundleMade(
        folder=os.fspath(folder),
        manifest_sha256=hashlib.sha256(encoded).hexdigest(),
        office=manifest.office,
        position=manifest.position,
        commits=manifest.commits,
        complaints=manifest.complaints,
        findings=manifest.findings,
    )


def _line(message: Scanned, digest: str) -> _Line:
    place = {"sequence": message.sequence, "subject": message.subject, "sha256": digest}
    try:
        text = message.payload.decode()
    except UnicodeDecodeError:
        # Damaged bytes are no text; they are carried away as they are.
        coded = base64.b64encode(message.payload).decode()
        return msgspec.convert({**place, "payload_base64": coded}, _Line)
    return msgspec.convert({**place, "payload": text}, _Line)
