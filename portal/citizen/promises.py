"""How long it takes, as far as it concerns the one who complains, in plain words."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

import msgspec

from policy.deadline import due_of
from policy.load import Loaded
from policy.rule import Rule
from policy.rules import rules_in_force
from policy.sentences import UNITS
from schemas.readings import TrackedDeadline

WEBSITE: Final = "website"
PROPOSED: Final = "Usulan"

OWED: Final = {
    "respond_national": (
        "Tanggapan pertama",
        "Anda diberi tahu bahwa pengaduan Anda sudah lengkap, atau apa yang masih kurang.",
    ),
    "verify": (
        "Pemeriksaan awal",
        "Data diperiksa, dan Anda diberi tahu apakah pengaduan dapat ditangani kantor ini.",
    ),
    "settle": ("Penyelesaian", "Pengaduan diperiksa, dijawab dan diselesaikan."),
    "settle_national": ("Penyelesaian", "Pengaduan harus selesai, di kantor mana pun."),
}
"""What the office owes a reporter; the clocks of its own work are nobody else's business."""
ASKED: Final = {
    "completion": (
        "Melengkapi data",
        "Bila diminta melengkapi, kirim dalam waktu ini; sesudahnya pengaduan dianggap dicabut.",
    ),
    "silence_reporter": (
        "Menanggapi jawaban",
        "Setelah dijawab, katakan puas atau tidak puas; tanpa tanggapan pengaduan ditutup.",
    ),
}
"""What is expected of the reporter."""


class Promise(msgspec.Struct, frozen=True):
    """One stage and how long it may take.

    Attributes:
        sentence: What happens in it.
        length: `14 hari kerja`.
        proposed: Nobody at the office has decided it yet.
        due_on: The last day of it when the complaint comes in on the day asked about; None
            where it begins with something else.
    """

    label: str
    sentence: str
    length: str
    citation: str
    proposed: bool
    due_on: dt.date | None


class Promises(msgspec.Struct, frozen=True):
    """The office's own word, the limits of the law, and what the reporter has to do."""

    own: tuple[Promise, ...]
    national: tuple[Promise, ...]
    asked: tuple[Promise, ...]


def told_deadlines(deadlines: Iterable[TrackedDeadline]) -> list[tuple[str, TrackedDeadline]]:
    """Those that concern the reporter, each with its name in plain words, the first due first."""
    words = {**OWED, **ASKED}
    named = [(words[base][0], one) for one in deadlines if (base := base_of(one.clock)) in words]
    return sorted(named, key=lambda pair: pair[1].due_on)


def base_of(clock: str) -> str:
    """`settle` of `settle-2`."""
    return clock.partition("-")[0]


def promises_on(loaded: Loaded, day: dt.date) -> Promises:
    """What holds for a complaint that comes in by this portal on a day."""
    rules = {rule.clock: rule for rule in rules_in_force(loaded.policy, day, channel=WEBSITE)}
    owed = [(rules[clock], words) for clock, words in OWED.items() if clock in rules]
    asked = [(rules[clock], words) for clock, words in ASKED.items() if clock in rules]

    def told(rule: Rule, words: tuple[str, str]) -> Promise:
        due = due_of(rule, loaded.calendar, day).due_on if rule.starts == "Received" else None
        length = f"{rule.amount} {UNITS[rule.unit]}"
        return Promise(*words, length, rule.citation, rule.citation.startswith(PROPOSED), due)

    return Promises(
        tuple(told(*one) for one in owed if one[0].scope == "office"),
        tuple(told(*one) for one in owed if one[0].scope == "national"),
        tuple(told(*one) for one in asked),
    )
