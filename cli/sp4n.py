"""Collects what an office did with reports of SP4N-LAPOR!, as rows of a file for its portal."""

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.answers import expect
from cli.errors import UnusableTimeError, UnwritableFolderError
from cli.offices import zone_of
from cli.policies import policies_of
from cli.text import cell
from policy.model import OfficePolicy
from policy.sp4n import Sp4nForm, load_form
from schemas.lines import CaseLine
from schemas.queries import CaseFilter, ListCases, ShowCase
from schemas.views import CaseList, EventLine, HistoryView

if TYPE_CHECKING:
    from cli.ask import Asker
    from runtime.home import Home

PAGE: Final = 200
COLUMNS: Final = ("tracking_id", "status", "agency", "answered", "answer")
# What tells a portal something; readings, notes and clocks do not.
TELLING: Final = frozenset(
    {
        "Verified",
        "Rejected",
        "Disposed",
        "Answered",
        "Forwarded",
        "WaitingStarted",
        "Closed",
        "Reopened",
        "Withdrawn",
    }
)
_STATUS: Final = {
    "diterima": "new",
    "selesai": "done",
    "ditolak": "archived",
    "dicabut": "archived",
    "menunggu_kelengkapan": "held",
    "menunggu_pelapor": "held",
    "menunggu_pihak_luar": "held",
}


@dataclass(frozen=True, slots=True)
class Exported:
    """The file's text, and the numbers of complaints that SP4N-LAPOR! cannot know."""

    text: str
    without: tuple[str, ...]

    def write(self, path: Path) -> None:
        """Write it as spreadsheets open it rightly.

        Raises:
            UnwritableFolderError: It cannot be written.
        """
        try:
            path.write_text(self.text, encoding="utf-8-sig", newline="")
        except OSError as error:
            raise UnwritableFolderError(path, error.strerror or "tidak tertulis") from error


def first_day(text: str, office: str, home: "Home") -> dt.datetime:
    """The first moment of a day in the office's zone.

    Raises:
        UnusableTimeError: It is no day.
    """
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise UnusableTimeError(text) from error
    return dt.datetime.combine(day, dt.time.min, zone_of(office, home))


def form_of(office: str, home: "Home") -> Sp4nForm:
    """The map of their files in force for an office.

    Raises:
        PolicyError: The installation's own map is wrong.
    """
    return load_form(office, home.policies)


async def export_answers(
    ask: "Asker", form: Sp4nForm, since: dt.datetime, home: "Home"
) -> Exported:
    """One row for each report on which the office did something since.

    Raises:
        RefusedByServiceError: The register may not be read.
    """
    policy = policies_of(home)[ask.office].policy
    rows: list[Sequence[str]] = []
    without: list[str] = []
    for case in await _cases(ask, form.channel):
        view = expect(HistoryView, await ask.query(ShowCase(pengaduan_id=case.pengaduan_id)))
        if not any(_tells(event, since) for event in view.events):
            continue
        row = _row(view, form, policy)
        if row[0]:
            rows.append(row)
        else:
            without.append(case.number)
    return Exported(_csv(rows, form), tuple(without))


async def _cases(ask: "Asker", channel: str) -> list[CaseLine]:
    found: list[CaseLine] = []
    while True:
        query = ListCases(filter=CaseFilter(channel=channel), limit=PAGE, offset=len(found))
        page = expect(CaseList, await ask.current(query))
        found += page.cases
        if not page.cases or len(found) >= page.total:
            return found


def _tells(event: EventLine, since: dt.datetime) -> bool:
    # What an import brought stands in their portal already.
    own = event.actor.kind != "impor" and event.annulled_by is None
    return own and event.type in TELLING and event.recorded_at >= since


def _row(view: HistoryView, form: Sp4nForm, policy: OfficePolicy) -> tuple[str, ...]:
    received, answered = _last(view, "Received"), _last(view, "Answered")
    day = answered.occurred_on if answered else None
    return (
        _word(received, "reference"),
        _status(view, form, policy),
        _agency(view, policy),
        day.isoformat() if day else "",
        _word(answered, "text"),
    )


def _status(view: HistoryView, form: Sp4nForm, policy: OfficePolicy) -> str:
    moved = view.case.status == "selesai" and view.case.outcome == form.moved
    name = "not_ours" if moved else _STATUS.get(view.case.status, "working")
    rejected = _last(view, "Rejected")
    if view.case.status == "ditolak" and rejected is not None:
        labels = {term.code: term.label for term in policy.rejections}
        reason = next((one.value for one in rejected.details if one.field == "reason"), "")
        name = "not_ours" if reason == labels.get(form.rejections.not_ours) else name
    words: tuple[str, ...] = getattr(form.statuses, name)
    return words[0]


def _agency(view: HistoryView, policy: OfficePolicy) -> str:
    forwarded = _last(view, "Forwarded")
    if forwarded is None:
        return policy.name
    named = next((one.value for one in forwarded.details if one.field == "agency"), "")
    return named or _word(forwarded, "agency") or policy.name


def _last(view: HistoryView, kind: str) -> EventLine | None:
    found = (one for one in reversed(view.events) if one.type == kind and one.annulled_by is None)
    return next(found, None)


def _word(event: EventLine | None, field: str) -> str:
    words = event.words if event is not None else ()
    return next((one.value for one in words if one.field == field), "")


def _csv(rows: Sequence[Sequence[str]], form: Sp4nForm) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows(_lines(rows, form))
    return text.getvalue()


def _lines(rows: Sequence[Sequence[str]], form: Sp4nForm) -> Iterator[list[str]]:
    yield [getattr(form.columns, name)[0] for name in COLUMNS]
    for row in rows:
        yield [cell(value) for value in row]
