"""What an office's reports say beside the figures: who signs, on what law, how it works.

It stands apart from the policy, so that a new head does not make another policy of it.
"""

import hashlib
import tomllib
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from policy.emblem import Emblem, load_emblem
from policy.errors import PolicyError, Problem

LETTERHEADS = Path(__file__).parent / "letterheads"
KOP = "kop"
"""The installation's own files stand in this folder beside its policies."""
TEMPLATES = ("laporan.docx", "formulir.docx")
"""What an office may edit a copy of."""


class Signer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who signs; what is not known is left open on paper."""

    title: str
    name: str | None = None
    rank: str | None = None
    nip: str | None = None


class ReportSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An office's file of letterhead and words.

    Attributes:
        place: Where it is signed.
        emblem: The name of a PNG or SVG file that stands beside this one; none is printed without.
        form_number: The pattern of a form's number; `…` is filled in by hand.
        preface: Words of the preface, a paragraph each.
        legal_basis: The laws that its reports cite, in their order.
        mechanism: How a complaint goes through the office, step by step.
        closing: The last words of a report.
    """

    place: Annotated[str, Meta(min_length=1)]
    signer: Signer
    form_number: str
    preface: tuple[str, ...]
    legal_basis: tuple[str, ...]
    background: tuple[str, ...]
    purpose: tuple[str, ...]
    scope: str
    mechanism: tuple[str, ...]
    follow_up: tuple[str, ...]
    closing: tuple[str, ...]
    emblem: str | None = None


class LoadedSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings with all that stands beside them.

    Attributes:
        digest: SHA-256 of the bytes they were read from, with those of what stands beside them.
        emblem: What is printed beside the letterhead.
        templates: The office's own templates for word processors, by the name of the shipped one.
    """

    settings: ReportSettings
    digest: str
    emblem: Emblem | None = None
    templates: dict[str, bytes] = {}


def load_settings(office: str, own: Path | None = None) -> LoadedSettings:
    """The installation's own file where there is one, else the program's.

    Raises:
        PolicyError: It is not there or cannot be used.
    """
    path = LETTERHEADS / f"{office}.toml"
    if own is not None and (own / KOP / f"{office}.toml").is_file():
        path = own / KOP / f"{office}.toml"
    try:
        raw = path.read_bytes()
        found = msgspec.convert(tomllib.loads(raw.decode()), ReportSettings)
        emblem = None if found.emblem is None else load_emblem(path.parent, found.emblem)
        templates = {} if own is None else _templates(own / KOP, office)
    except OSError as error:
        raise _unusable(path, f"tidak dapat dibuka ({error.strerror})") from error
    except (ValueError, msgspec.ValidationError) as error:
        raise _unusable(path, str(error)) from error
    beside = [*([emblem.data] if emblem else []), *templates.values()]
    return LoadedSettings(
        settings=found, digest=_digest(raw, beside), emblem=emblem, templates=templates
    )


def _templates(folder: Path, office: str) -> dict[str, bytes]:
    """`bengkalis-laporan.docx` stands for `laporan.docx`."""
    paths = {name: folder / f"{office}-{name}" for name in TEMPLATES}
    return {name: path.read_bytes() for name, path in paths.items() if path.is_file()}


def _digest(raw: bytes, beside: list[bytes]) -> str:
    digest = hashlib.sha256(raw)
    for data in beside:
        digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()


def _unusable(path: Path, reason: str) -> PolicyError:
    return PolicyError(str(path), (Problem(1, reason),))
