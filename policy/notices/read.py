"""Reads an office's file of notices, strictly."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from policy.errors import PolicyError, Problem
from policy.notices.model import PLACES, NoticeSettings
from policy.notices.words import places
from policy.reading import refuse_if, toml_of
from policy.shape import Finding, misshapen

COMMON: Final = Path(__file__).parent / "umum.toml"
OWN: Final = "pemberitahuan"
"""The installation's own files stand in this folder beside its policies."""


def load_notices(office: str, own: Path | None = None) -> NoticeSettings:
    """The installation's own file where there is one, else the program's for all offices.

    Raises:
        PolicyError: It cannot be used; the error says where and why, all at once.
    """
    path = None if own is None else own / OWN / f"{office}.toml"
    path = path if path is not None and path.is_file() else COMMON
    try:
        raw = path.read_bytes()
    except OSError as error:
        problem = Problem(1, f"tidak dapat dibuka ({error.strerror})")
        raise PolicyError(str(path), (problem,)) from error
    return parse_notices(raw, str(path))


def parse_notices(raw: bytes, name: str) -> NoticeSettings:
    """Read a file of notices from its bytes.

    Raises:
        PolicyError: The bytes cannot be used; the error says where and why, all at once.
    """
    content = toml_of(raw, name)
    refuse_if(misshapen(content, NoticeSettings), raw, name)
    settings = msgspec.convert(content, NoticeSettings)
    refuse_if(_findings(settings), raw, name)
    return settings


def _findings(settings: NoticeSettings) -> Iterator[Finding]:
    seen: set[str] = set()
    for at, template in enumerate(settings.templates):
        place = f"$.templates[{at}]"
        if template.topic in seen:
            yield f"{place}.topic", f"`{template.topic}` sudah punya teks"
        seen.add(template.topic)
        for field in ("subject", "text"):
            for unknown in sorted(places(getattr(template, field)) - PLACES[template.topic]):
                yield (
                    f"{place}.{field}",
                    f"`{{{unknown}}}` tidak dapat diisi untuk `{template.topic}`",
                )
        if "kode" in places(template.subject):
            yield f"{place}.subject", "kode lacak tidak boleh ada dalam judul"
