"""What an office's reports say beside the figures: who signs, on what law, how it works.

It stands apart from the policy, so that a new head does not make another policy of it.
"""

import hashlib
import tomllib
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from policy.errors import PolicyError, Problem

LETTERHEADS = Path(__file__).parent / "letterheads"
KOP = "kop"
"""The installation's own files stand in this folder beside its policies."""


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


class LoadedSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings with the SHA-256 of the bytes they were read from."""

    settings: ReportSettings
    digest: str


def load_settings(office: str, own: Path | None = None) -> LoadedSettings:
    """The installation's own file where there is one, else the program's.

    Raises:
        PolicyError: It is not there or cannot be used.
    """
    paths = [LETTERHEADS / f"{office}.toml"]
    if own is not None and (own / KOP / f"{office}.toml").is_file():
        paths = [own / KOP / f"{office}.toml"]
    (path,) = paths
    try:
        raw = path.read_bytes()
        found = msgspec.convert(tomllib.loads(raw.decode()), ReportSettings)
    except OSError as error:
        raise _unusable(path, f"tidak dapat dibuka ({error.strerror})") from error
    except (ValueError, msgspec.ValidationError) as error:
        raise _unusable(path, str(error)) from error
    return LoadedSettings(settings=found, digest=hashlib.sha256(raw).hexdigest())


def _unusable(path: Path, reason: str) -> PolicyError:
    return PolicyError(str(path), (Problem(1, reason),))
