"""From the words of a register to the codes of a policy."""

import re
from collections.abc import Iterable
from typing import Protocol

from policy.model import OfficePolicy

_SLASH = re.compile(r" ?/ ?")


class Worded(Protocol):
    """A code with its label and other spellings."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


def fold(text: str) -> str:
    """Lower case, single spaces, none around a slash: spelling that means nothing."""
    words = " ".join(text.split())
    return (_SLASH.sub("/", words) if "/" in words else words).casefold()


def spellings(term: Worded) -> tuple[str, ...]:
    """The label and every alias, folded."""
    return tuple(dict.fromkeys(fold(word) for word in (term.label, *term.aliases)))


class Lookup:
    """Finds an office's codes by label or alias; None for a word it does not know.

    A channel is found by how the text begins, because registers write a name, a number
    or an address behind it.
    """

    __slots__ = ("_channels", "_permits", "_tables")

    def __init__(self, policy: OfficePolicy) -> None:
        self._channels = _prefixes(policy.channels)
        self._permits: dict[str, dict[str, str]] = {}
        for permit in policy.permit_types:
            for word in spellings(permit):
                self._permits.setdefault(word, {})[permit.sector] = permit.code
        self._tables = {
            "category": _table(policy.categories),
            "sector": _sectors(policy),
            "outcome": _table(policy.outcomes),
            "kind": _table(policy.kinds),
            "severity": _table(policy.severities),
            "opd": _table(policy.opds),
            "unit": _table(policy.units),
        }

    def channel(self, text: str) -> tuple[str, str] | None:
        """The channel's code and what stands behind its name."""
        pattern, codes = self._channels
        found = pattern.match(text)
        if found is None or found.lastindex is None:
            return None
        return codes[found.lastindex - 1], text[found.end() :].strip()

    def category(self, text: str) -> str | None:
        return self._tables["category"].get(fold(text))

    def sector(self, text: str) -> str | None:
        return self._tables["sector"].get(fold(text))

    def permit_type(self, text: str, sector: str | None = None) -> str | None:
        """The permit's code; without its sector only where one sector alone has it."""
        by_sector = self._permits.get(fold(text), {})
        if sector is not None:
            return by_sector.get(sector)
        return next(iter(by_sector.values())) if len(by_sector) == 1 else None

    def outcome(self, text: str) -> str | None:
        return self._tables["outcome"].get(fold(text))

    def kind(self, text: str) -> str | None:
        return self._tables["kind"].get(fold(text))

    def severity(self, text: str) -> str | None:
        return self._tables["severity"].get(fold(text))

    def opd(self, text: str) -> str | None:
        return self._tables["opd"].get(fold(text))

    def unit(self, text: str) -> str | None:
        return self._tables["unit"].get(fold(text))


def _table(terms: Iterable[Worded]) -> dict[str, str]:
    return {word: term.code for term in terms for word in spellings(term)}


def _sectors(policy: OfficePolicy) -> dict[str, str]:
    shorts = {fold(sector.short): sector.code for sector in policy.sectors}
    return shorts | _table(policy.sectors)


def _prefixes(terms: Iterable[Worded]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern with a group for every spelling, the longest first, and the groups' codes."""
    table = _table(terms)
    longest_first = sorted(table, key=len, reverse=True)
    # Not in the middle of a longer word: "wa" is no prefix of "warung".
    words = "|".join(rf"({_pattern(word)})(?!\w)" for word in longest_first)
    return re.compile(rf"\s*(?:{words})", re.IGNORECASE), tuple(
        table[word] for word in longest_first
    )


def _pattern(word: str) -> str:
    return re.escape(word).replace(r"\ ", r"\s+").replace("/", r"\s*/\s*")
