"""A complaint of one promise, or of one by its kind, and what is said after a change.

August 2025: five working days from Monday the 4th end on the 11th, from the 6th on the 13th.
"""

from schemas.events import PengaduanEvent
from tests.sla_monitor.cases import day, live, review
from tests.sla_monitor.promised import promise, promising
from tests.support import samples

RECEIVED = live("2025-08-04")
START = ("2025-08-04T09:00", [RECEIVED])
SETTLE = promising(promise(pauses=("outside",)))
INFORMATION, OVERSIGHT = "permintaan_informasi", "berkadar_pengawasan"


def kinds() -> list[object]:
    return [
        promise(
            "by_kind",
            amount,
            id=f"contoh.by_kind.{kind}",
            applies_to=type(promise().applies_to)(kinds=(kind,)),
        )
        for kind, amount in ((INFORMATION, 5), (OVERSIGHT, 8))
    ]


BY_KIND = promising(*kinds())


def classified(kind: str) -> PengaduanEvent:
    event: PengaduanEvent = samples.classified(occurred=day("2025-08-04"), kind=kind)
    return event


def then(promises: object, now: str, history: list[PengaduanEvent], *more: PengaduanEvent) -> list:
    history += more
    said = review(now, *history, promises=promises)
    history += said
    return said
