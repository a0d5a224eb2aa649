"""The two keys of a row: which complaint it is, and what it says about it."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from services.intake.register.doubts import number_key
from services.intake.register.model import Layout, RegisterRow
from services.intake.register.text import fold


def identity_key(row: RegisterRow, layout: Layout) -> str:
    """Return the text by which the row is known again in a grown, re-ordered or altered file.

    It is the office's number and the day of receipt: the two things in a register that are not
    rewritten when a case goes on. The day holds the year, so numbers may begin again each
    January; the layout keeps two books of one office apart. A row without a number is known by
    channel, day and words, so altering its words makes it another row. What another system
    keeps too is known by its number there alone.

    Rows that share all this (a number given twice on one day) are told apart by a suffix. It
    counts them in the order of their words, not of the file, so that another order, or an altered
    status or answer, leaves it as it is.

    The key may hold words of a person: it goes only into the keyed HMAC that makes the
    complaint's id, never into a subject, header or log.
    """
    suffix = f"|{row.occurrence}" if row.occurrence > 1 else ""
    return f"{layout}|{_base(row)}{suffix}"


def content_key(row: RegisterRow) -> bytes:
    """Return canonical bytes of what the row says, equal for two files that say the same.

    Order of columns and rows, delimiter, encoding, spaces, the spelling of dates and what the
    policy makes of the words do not count.
    """
    said = (
        row.number,
        row.channel_text,
        row.name,
        row.company,
        row.phone,
        row.received_on,
        row.text,
        row.answered_on,
        row.answer_text,
        row.examination,
        row.follow_up,
        row.remark,
        row.status_text,
        row.sector_text,
        row.permit_text,
        row.category_text,
    )
    spaced = [" ".join(one.split()) if isinstance(one, str) else one for one in said]
    # The bytes of the others stay what they were before a row could tell this.
    return msgspec.json.encode(spaced if row.elsewhere is None else [*spaced, row.elsewhere])


def count_occurrences(rows: Sequence[RegisterRow]) -> list[RegisterRow]:
    """Return the rows, those that share an identity numbered in the order of their words."""
    sharing: dict[str, list[RegisterRow]] = defaultdict(list)
    for row in rows:
        sharing[_base(row)].append(row)
    occurrence: dict[int, int] = {}
    for same in sharing.values():
        if len(same) == 1:
            continue  # as nearly every row of a long register is
        ordered = sorted(same, key=lambda row: (fold(row.text), content_key(row)))
        occurrence |= {row.row: count for count, row in enumerate(ordered, 1)}
    return [
        msgspec.structs.replace(row, occurrence=occurrence[row.row])
        if row.row in occurrence
        else row
        for row in rows
    ]


def _base(row: RegisterRow) -> str:
    if row.elsewhere is not None:
        return row.elsewhere.reference.casefold()
    if row.number:
        return f"{number_key(row.number)}|{row.received_on.isoformat()}"
    return f"-|{row.channel or '-'}|{row.received_on.isoformat()}|{fold(row.text)}"
