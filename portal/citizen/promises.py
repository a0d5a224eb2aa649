"""How long it takes, as far as it concerns the one who complains, in plain words."""

import datetime as dt
from typing import Final

import msgspec

from policy.deadline import due_of
from policy.load import Loaded
from policy.rule import Rule
from policy.rules import rules_in_force
from policy.sentences import UNITS

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

    @property
    def dated(self) -> tuple[Promise, ...]:
        """Those of which the last day is known at the receipt."""
        return tuple(one for one in (*self.own, *self.national) if one.due_on is not None)


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
