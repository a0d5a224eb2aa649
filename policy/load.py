"""Reads the offices' policy files, strictly."""

import hashlib
import re
import tomllib
from pathlib import Path

import msgspec

from policy.checks import findings
from policy.errors import PolicyError, Problem
from policy.lines import line_of
from policy.model import OfficePolicy

OFFICES = Path(__file__).parent / "offices"

PLACE = re.compile(r" - at `([^`]+)`$")
UNKNOWN_FIELD = re.compile(r"Object contains unknown field `([^`]+)`")
SAID_IN_INDONESIAN = (
    (re.compile(r"Object contains unknown field (`[^`]+`)"), r"isian \1 tidak dikenal"),
    (re.compile(r"Object missing required field (`[^`]+`)"), r"isian \1 belum ada"),
    (re.compile(r"Expected (`[^`]+`), got (`[^`]+`)"), r"seharusnya \1, tertulis \2"),
    (re.compile(r"Invalid enum value (.+)"), r"nilai \1 tidak dikenal"),
    (re.compile(r"Expected `str` matching regex (.+)"), r"harus sesuai pola \1"),
)
TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)$")


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """A policy with the bytes it was read from.

    Attributes:
        digest: SHA-256 of the bytes, lower-case hex; events name the policy by it.
    """

    policy: OfficePolicy
    digest: str
    raw: bytes


def load_all(folder: Path = OFFICES) -> dict[str, Loaded]:
    """Every office's policy in a folder, by office code.

    Raises:
        PolicyError: A file cannot be used, or two speak for one office.
    """
    offices: dict[str, Loaded] = {}
    for path in sorted(folder.glob("*.toml")):
        loaded = load_office(path)
        office = loaded.policy.office
        if office in offices:
            reason = f"kantor `{office}` sudah ada dalam berkas lain"
            raise PolicyError(path.name, (_problem(loaded.raw.decode(), "$.office", reason),))
        offices[office] = loaded
    return offices


def load_office(path: Path) -> Loaded:
    """One office's policy.

    Raises:
        PolicyError: The file cannot be used; the error says where and why.
    """
    return parse(path.read_bytes(), path.name)


def parse(raw: bytes, name: str) -> Loaded:
    """Read a policy from its bytes.

    Raises:
        PolicyError: The bytes cannot be used; the error says where and why.
    """
    text = _text(raw, name)
    policy = _shape(_toml(text, name), text, name)
    found = [_problem(text, path, reason) for path, reason in findings(policy)]
    if found:
        raise PolicyError(name, tuple(sorted(found)))
    return Loaded(policy=policy, digest=hashlib.sha256(raw).hexdigest(), raw=raw)


def _text(raw: bytes, name: str) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise PolicyError(name, (Problem(line, "bukan teks UTF-8"),)) from error


def _toml(text: str, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = TOML_LINE.search(str(error))
        line = int(said[1]) if said else len(text.splitlines())
        raise PolicyError(name, (Problem(line, f"bukan TOML: {error}"),)) from error


def _shape(content: dict[str, object], text: str, name: str) -> OfficePolicy:
    try:
        return msgspec.convert(content, OfficePolicy)
    except msgspec.ValidationError as error:
        reason = str(error)
        place = PLACE.search(reason)
        path = place[1] if place else "$"
        if unknown := UNKNOWN_FIELD.match(reason):
            path = f"{path}.{unknown[1]}"
        raise PolicyError(name, (_problem(text, path, _said(reason)),)) from error


def _said(reason: str) -> str:
    reason = PLACE.sub("", reason)
    for pattern, words in SAID_IN_INDONESIAN:
        reason = pattern.sub(words, reason)
    return reason


def _problem(text: str, path: str, reason: str) -> Problem:
    return Problem(line_of(text, path), reason)
