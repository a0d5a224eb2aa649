"""Writes `docs/permissions.md` from the table."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from policy.permissions.conditions import ENDINGS
from policy.permissions.roles import LABELS, ROLES, TITLES
from policy.permissions.rows import Kind, Row
from policy.permissions.sight import SEES, UNNAMED, VISIBILITIES, Sights
from policy.permissions.table import ROWS

_HEAD: Final = """\
# Permissions

Who may do what, with a case that stands how, and what they are shown of a person.
This page is written from the table in `policy/permissions/table.py` and `policy/permissions/sight.py` by `python -m policy.permissions`; a test compares the two, and another finds a command or question without a row.
The services refuse by this table, and a face offers by it.

Who acts is never taken from what is said.
The caller token of the subject tells the connection, which the server pins; an OPD's connection speaks for that OPD, the monitor's for the program, whatever they claim.
Only `portal` and `cli` sign people in, and may name the person and the role (`by`).
The portal must name one; who uses the command line without a role is a `petugas`, and `TUNTAS_ROLE` names another.
"""
_ACTIONS: Final = """\
`after` names the endings after which it can still be done; everything else ends with the case.
`needs` is what else must hold; which words, codes and dispositions fit is decided when it is said.
An OPD speaks of its own dispositions only.
An escalation is acknowledged by nobody who stands below the one before whom it was brought.
"""
_OFFICES: Final = """\
An office's policy file may share out its own work between `petugas`, `ketua_tim` and `kepala`, where the table lets a `petugas` do it:

```toml
[permissions]
Dispose = ["ketua_tim"]
Void = ["ketua_tim", "kepala"]
```
"""
_SIGHT: Final = """\
`penuh`: in full; `samar`: masked (`S*** R***`, `0812-****-*234`); `tertutup`: not at all.
Whoever may do so reads a whole identity by `OpenIdentity`, for a stated purpose, and the history keeps who did.
*rahasia* hides the whole complaint from the public: its text stands in no list.
*anonim* hides the reporter from the public and from the one complained about.
A report's figures hold no person at all.
"""
_GROUPS: Final = (
    ("name", "name, company"),
    ("contact", "phone, e-mail"),
    ("numbers", "NIK, NIB, account"),
    ("address", "address, occupation"),
    ("content", "what was said"),
)


def page() -> str:
    """The page, whole."""
    parts = (
        _HEAD,
        "## Roles\n",
        _table(("role", "label", "offices' titles"), _roles()),
        "## What is done with a case\n",
        _ACTIONS,
        _table(("action", "what it does", "who", "after", "needs"), _commands()),
        "## Files and imports\n",
        _table(("action", "what it does", "who"), _plain("berkas")),
        "## Questions\n",
        _table(("question", "what it does", "who"), _plain("pertanyaan")),
        "## Between the people of an office\n",
        _OFFICES,
        "## What is shown of a person\n",
        _SIGHT,
        _table(("role", "complaint", *(title for _, title in _GROUPS)), _sights()),
    )
    return "\n".join(parts)


def _table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rule = tuple("---" for _ in heads)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (heads, rule, *lines))


def _roles() -> Iterator[Sequence[str]]:
    for role in ROLES:
        titles = ", ".join(f"`{title}`" for title, named in TITLES.items() if named == role)
        yield f"`{role}`", LABELS[role], titles or "–"


def _commands() -> Iterator[Sequence[str]]:
    for row in ROWS:
        if row.kind == "perintah":
            after = ", ".join(ENDINGS[ending] for ending in row.after)
            needs = "; ".join(need.name for need in row.needs)
            yield f"`{row.action}`", row.label, _who(row), after or "–", needs or "–"


def _plain(kind: Kind) -> Iterator[Sequence[str]]:
    return ((f"`{row.action}`", row.label, _who(row)) for row in ROWS if row.kind == kind)


def _who(row: Row) -> str:
    return ", ".join(row.roles)


def _sights() -> Iterator[Sequence[str]]:
    for role, by_visibility in SEES.items():
        for visibility, sights in zip(VISIBILITIES, by_visibility, strict=True):
            name = "nobody named (`cli`)" if role == UNNAMED else f"`{role}`"
            yield name, visibility, *_shown(sights)


def _shown(sights: Sights) -> Iterator[str]:
    return (getattr(sights, group) for group, _ in _GROUPS)
