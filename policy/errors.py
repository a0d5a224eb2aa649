"""What can go wrong with a policy or a calendar, each with a code and a way out."""

import datetime as dt
from typing import ClassVar, NamedTuple


class Problem(NamedTuple):
    """One thing wrong in a policy file."""

    line: int
    reason: str


class PolicyError(Exception):
    """A policy file cannot be used; the one in force stays.

    Args:
        file: The file's name.
        problems: All that was found, in the order of the file.
    """

    code: ClassVar[str] = "policy_unreadable"

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        self.file = file
        self.problems = problems
        self.line, self.reason = problems[0]
        found = "; ".join(f"baris {line}: {reason}" for line, reason in problems)
        super().__init__(
            f"Berkas kebijakan {file} tidak dapat dipakai ({found}). "
            "Perbaiki baris itu lalu muat ulang; kebijakan yang lama tetap berlaku."
        )


class UnknownRuleError(LookupError):
    """The policy has no rule of that id."""

    code: ClassVar[str] = "rule_unknown"

    def __init__(self, office: str, rule_id: str) -> None:
        self.office = office
        self.rule_id = rule_id
        super().__init__(
            f"Aturan {rule_id} tidak ada dalam kebijakan {office}. "
            "Periksa id aturan pada berkas kebijakan yang berlaku saat itu."
        )


class EndsBeforeStartError(ValueError):
    """A duration would be negative: one of the two dates needs a correction."""

    code: ClassVar[str] = "ends_before_start"

    def __init__(self, start_on: dt.date, end_on: dt.date) -> None:
        self.start_on = start_on
        self.end_on = end_on
        super().__init__(
            f"Tanggal akhir {end_on} mendahului tanggal awal {start_on}. "
            "Koreksi salah satu tanggal; durasi negatif tidak dicatat."
        )


class DateOutOfCalendarError(ValueError):
    """A date lies outside the years that the calendar covers."""

    code: ClassVar[str] = "date_out_of_calendar"

    def __init__(self, on: dt.date, first_year: int, last_year: int) -> None:
        self.on = on
        self.first_year = first_year
        self.last_year = last_year
        super().__init__(
            f"Tanggal {on} di luar kalender {first_year}-{last_year}. Periksa tahun pada tanggal itu."
        )


class StoredCalendarError(ValueError):
    """Bytes that should be a stored calendar are none."""

    code: ClassVar[str] = "calendar_unreadable"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"Kalender yang tersimpan tidak terbaca ({reason}). "
            "Jalankan `tuntas verify`, lalu pulihkan dari cadangan."
        )
