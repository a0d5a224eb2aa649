"""The office's words for the codes of its policy."""

from collections.abc import Iterable
from typing import NamedTuple

from policy.clocks.pauses import ASKED
from policy.lookup import Worded
from policy.model import OfficePolicy
from policy.rule import Rule
from policy.sentences import clock_label
from services.reporting import sentences
from services.reporting.cases import base_clock
from services.reporting.known import is_promise

DOUBTS = {
    "answered_before_received": "Jawaban bertanggal sebelum pengaduan.",
    "date_in_future": "Tanggal lebih lambat daripada hari impor.",
    "year_differs": "Tahunnya berbeda dari sekitarnya.",
    "repeated_number": "Nomor urut dipakai lebih dari sekali.",
    "unknown_status": "Status tidak dikenal.",
    "unknown_sector": "Sektor tidak dikenal.",
    "unknown_permit_type": "Jenis perizinan tidak dikenal.",
    "unknown_category": "Kategori tidak dikenal.",
    "unknown_kind": "Klasifikasi tidak dikenal.",
    "own_agency_unknown": "Log disposisi tidak menyebut kantor ini.",
    "unknown_channel": "Saluran tidak dikenal.",
    "status_missing": "Status tidak diisi.",
    "answer_without_date": "Jawaban tanpa tanggal.",
    "answer_date_unreadable": "Tanggal jawaban tidak terbaca.",
    "date_is_serial": "Tanggal tertulis sebagai angka lembar kerja.",
}

NOTHING = "Tidak tercatat"

SCOPES = {"office": "janji kantor", "national": "batas nasional"}
BINDS = {"office": "kantor", "reporter": "pelapor", "nobody": "tidak ada (peringatan)"}


class Side(NamedTuple):
    """Whose a clock is: the scope of its rule, and whom it binds."""

    scope: str
    binds: str

    @classmethod
    def of(cls, rule: Rule) -> "Side":
        """The side of a rule; an alarm about silence is nobody's promise."""
        return cls(rule.scope, "nobody" if rule.silence else rule.binds)

    @property
    def order(self) -> tuple[int, bool]:
        """The office's promises first, then national limits, then what binds somebody else."""
        return list(BINDS).index(self.binds), self.scope != "office"

    @property
    def label(self) -> str:
        """One word for both."""
        if self.binds == "office":
            return SCOPES[self.scope]
        return "kewajiban pelapor" if self.binds == "reporter" else "peringatan"


class Words:
    """Labels by code; a code that the policy does not know (any more) stands for itself."""

    __slots__ = ("_sides", "policy", "tables")

    def __init__(self, policy: OfficePolicy) -> None:
        self.policy = policy
        self._sides = {rule.clock: Side.of(rule) for rule in policy.rules}
        self.tables: dict[str, dict[str, str]] = {
            "channel": _labels(policy.channels),
            "severity": _labels(policy.severities),
            "kind": _labels(policy.kinds),
            "category": _labels(policy.categories),
            "sector": _labels(policy.sectors),
            "permit_type": _labels(policy.permit_types),
            "outcome": _labels(policy.outcomes),
            "rejection": _labels(policy.rejections),
            "return": _labels(policy.returns),
            "reopening": _labels(policy.reopenings),
            "agency": _labels(policy.agencies),
            "document": _labels(policy.documents),
            "field": _labels(policy.fields),
            "role": _labels(policy.roles),
            "unit": _labels(policy.units),
            "opd": _labels(policy.opds),
            "wait": _labels(policy.waits),
            "action": _labels(policy.actions),
            "purpose": _labels(policy.purposes),
        }

    def label(self, table: str, code: str) -> str:
        return self.tables[table].get(code, code)

    def maybe(self, table: str, code: str | None) -> str | None:
        return None if code is None else self.label(table, code)

    def holder(self, kind: str, code: str) -> str:
        """An inner unit or an OPD."""
        return self.label("opd" if kind == "opd" else "unit", code)

    def pause(self, reason: str) -> str:
        """Why a clock stands still."""
        return sentences.ASKED if reason == ASKED else self.label("wait", reason)

    def action(self, code: str) -> str:
        """What a rung asks for."""
        own = self.tables["action"].get(code)
        return own or sentences.ACTIONS.get(code, code)

    def side(self, clock: str) -> Side:
        """Whose a clock is; one that the policy no longer has is known by its name."""
        base = base_clock(clock)
        side = self._sides.get(base, Side("office", "office"))
        if side.binds == "office" and not is_promise(base):
            return side._replace(binds="reporter")
        return side

    def clock(self, clock: str) -> str:
        """`settle-2` is the second settlement; `surat_balasan`, an office's own, Surat balasan."""
        base = base_clock(clock)
        label = clock_label(base)
        return label if clock == base else f"{label} ({clock[len(base) + 1 :]})"


def doubt_sentence(code: str, column: str | None) -> str:
    """What is doubtful, and in which column."""
    sentence = DOUBTS.get(code, f"Perlu diperiksa ({code}).")
    return f"{column}: {sentence}" if column else sentence


def _labels(terms: Iterable[Worded]) -> dict[str, str]:
    return {term.code: term.label for term in terms}
