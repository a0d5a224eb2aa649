"""Checks a bundle of an office's history; it needs Python and nothing else.

    python verify_bundle.py [--manifest-sha256 HEX] [FOLDER]

Exit code 0: whole; 4: something was changed, cut or lost; 2: there is no bundle to check.
"""

import argparse
import base64
import hashlib
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

WHOLE, UNUSABLE, DAMAGED = 0, 2, 4
KNOWN_FORM = 1


class Bundle:
    """What was read so far of the commits, and what is wrong with them."""

    def __init__(self) -> None:
        self.findings: list[str] = []
        self.commits = 0
        self.heads: dict[str, dict[str, Any]] = {}
        self.running = bytes(32)
        self._sequence = 0
        self._recorded: dict[str, datetime] = {}

    def take(self, place: int, raw: bytes) -> None:
        """Check one line."""
        self.commits += 1
        try:
            line = json.loads(raw)
            payload = payload_of(line)
            sequence, subject = int(line["sequence"]), str(line["subject"])
            claimed = line["sha256"]
        except (ValueError, KeyError, TypeError):
            self.findings.append(f"baris {place}: tidak terbaca")
            return
        digest = hashlib.sha256(payload)
        if digest.hexdigest() != claimed:
            self.findings.append(f"baris {place}: isi tidak sama dengan SHA-256 di baris itu")
        if sequence <= self._sequence:
            self.findings.append(f"baris {place}: urutan {sequence} tidak menaik")
        self._sequence = sequence
        self._run(sequence, subject, digest.digest())
        self._link(place, subject, payload, digest.hexdigest())

    def _run(self, sequence: int, subject: str, digest: bytes) -> None:
        named = hashlib.sha256(subject.encode()).digest()
        link = self.running + sequence.to_bytes(8, "big") + named + digest
        self.running = hashlib.sha256(link).digest()

    def _link(self, place: int, subject: str, payload: bytes, digest: str) -> None:
        before = self.heads.get(subject, {"version": 0, "sha256": ""})
        version = before["version"] + 1
        self.heads[subject] = {"version": version, "sha256": digest}
        try:
            commit = json.loads(payload)
            # Python before 3.11 does not know the Z.
            recorded = datetime.fromisoformat(commit["recorded_at"].replace("Z", "+00:00"))  # noqa: FURB162
            address = [commit["office"], commit["pengaduan_id"]]
            found, prev = commit["version"], commit["prev"]
        except (ValueError, KeyError, TypeError, AttributeError):
            self.findings.append(f"baris {place}: isinya bukan catatan yang terbaca")
            return
        parts = subject.split(".")
        if [*parts[1:2], parts[-1]] != address:
            self.findings.append(f"baris {place}: kantor atau pengaduannya bukan milik alamatnya")
        if found != version:
            self.findings.append(f"baris {place}: versi {found}, seharusnya {version}")
        if prev != before["sha256"]:
            self.findings.append(f"baris {place}: tidak menyambung pada catatan sebelumnya")
        if subject in self._recorded and recorded < self._recorded[subject]:
            self.findings.append(f"baris {place}: dicatat lebih awal daripada sebelumnya")
        self._recorded[subject] = recorded


def payload_of(line: dict[str, Any]) -> bytes:
    """The stored bytes that a line holds."""
    if "payload" in line:
        return str(line["payload"]).encode()
    return base64.b64decode(line["payload_base64"], validate=True)


def compared(bundle: Bundle, manifest: dict[str, Any], commits: bytes) -> Iterator[str]:
    """What differs between the commits and the manifest."""
    if hashlib.sha256(commits).hexdigest() != manifest["commits_sha256"]:
        yield "berkas commits.jsonl bukan yang disebut manifest"
    if bundle.commits != manifest["commits"]:
        yield f"{bundle.commits} catatan, manifest menyebut {manifest['commits']}"
    if len(bundle.heads) != manifest["complaints"]:
        yield f"{len(bundle.heads)} pengaduan, manifest menyebut {manifest['complaints']}"
    for subject in sorted({*bundle.heads, *manifest["heads"]}):
        if bundle.heads.get(subject) != manifest["heads"].get(subject):
            yield f"{subject}: catatan terakhirnya bukan yang disebut manifest"
    running = manifest["running_digest"]
    if running is not None and bundle.running.hex() != running:
        yield "sidik berjalan atas seluruh riwayat tidak sama"


def findings_of(folder: Path, expected: str | None) -> list[str]:
    """Everything that is wrong with a bundle.

    Raises:
        OSError: A file of it cannot be read.
        ValueError: The manifest is no manifest.
        KeyError: The same.
    """
    raw = (folder / "manifest.json").read_bytes()
    commits = (folder / "commits.jsonl").read_bytes()
    manifest = json.loads(raw)
    if manifest["v"] != KNOWN_FORM:
        message = f"bentuk manifest {manifest['v']} tidak dikenal"
        raise ValueError(message)
    digest = hashlib.sha256(raw).hexdigest()
    print(f"kantor {manifest['office']}, sampai urutan {manifest['position']}")
    print(f"SHA-256 manifest: {digest}")
    findings = [f"sudah ada saat diekspor: {each['sentence']}" for each in manifest["findings"]]
    if expected is not None and digest != expected.lower():
        findings.append("SHA-256 manifest bukan yang dicatat saat ekspor")
    bundle = Bundle()
    for place, line in enumerate(commits.splitlines(), 1):
        bundle.take(place, line)
    print(f"{bundle.commits} catatan dari {len(bundle.heads)} pengaduan dibaca")
    return [*findings, *bundle.findings, *compared(bundle, manifest, commits)]


def main() -> int:
    """Check the bundle that is named, or the one that this program lies in."""
    parser = argparse.ArgumentParser(description="Memeriksa bundel riwayat pengaduan.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent)
    parser.add_argument("--manifest-sha256", help="yang dicatat saat ekspor")
    given = parser.parse_args()
    try:
        findings = findings_of(given.folder, given.manifest_sha256)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"Bundel tidak terbaca: {type(error).__name__}: {error}", file=sys.stderr)
        return UNUSABLE
    for finding in findings:
        print(finding)
    print(f"TIDAK UTUH: {len(findings)} temuan" if findings else "UTUH")
    return DAMAGED if findings else WHOLE


if __name__ == "__main__":
    sys.exit(main())
