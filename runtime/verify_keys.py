"""Checks that the vault holds every key that the history names, and none that it erased."""

import datetime as dt
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from typing import Final, TypeAlias

from runtime.verify_chain import Gathered, Named
from runtime.verify_report import Finding, finding

KeyStates: TypeAlias = Callable[[Collection[str]], Awaitable[Mapping[str, dt.datetime | None]]]
"""Says of keys when each was shredded, None while it can be used; unknown ones are left out."""

PART: Final = 5000


async def check_keys(gathered: Gathered, states: KeyStates) -> list[Finding]:
    """Look for every key that a box or an erasure names.

    Raises:
        DatabaseUnavailableError: The vault does not answer.
    """
    named = {**gathered.erased, **gathered.keys}
    ids = list(named)
    found: list[Finding] = []
    for start in range(0, len(ids), PART):
        part = {id_: named[id_] for id_ in ids[start : start + PART]}
        known = await states(part)
        found += _compare(part, known, gathered.erased)
    return found


def _compare(
    part: Mapping[str, Named],
    known: Mapping[str, dt.datetime | None],
    erased: Mapping[str, Named],
) -> Iterator[Finding]:
    for id_, place in part.items():
        code = _judge(id_, known, erased)
        if code is not None:
            yield finding(
                code, place.stream, sequence=place.sequence, pengaduan_id=place.pengaduan_id
            )


def _judge(
    id_: str, known: Mapping[str, dt.datetime | None], erased: Mapping[str, Named]
) -> str | None:
    if id_ not in known:
        # An erased key that the vault never heard of is as gone as it should be.
        return None if id_ in erased else "key_missing"
    is_gone = known[id_] is not None
    if is_gone == (id_ in erased):
        return None
    return "key_gone_without_reason" if is_gone else "key_not_shredded"
