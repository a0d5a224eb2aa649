"""The list of a breach: what an account could have read in a time, and what it did read."""

import datetime as dt

from schemas.answers import Refused
from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.events.disposition import Target
from schemas.queries import ListBreach
from schemas.readings import BreachLine, BreachList
from services.reporting.breach_access import Access, Account, fold_of
from tests.reading.asking import Asking
from tests.reading.desks import HEAD, NOW, OFFICER, Desks, about
from tests.support import samples as s

DINKES = Account("opd", "dinkes")
DAYS = [NOW + dt.timedelta(days=n) for n in range(10)]


def access(account: Account, since: int, until: int) -> Access:
    return Access(account, DAYS[since], DAYS[until], *fold_of(account))


def seen(found: Access, *told: tuple[int, object]) -> set[str]:
    """What lay open after events of some days."""
    for version, (day, event) in enumerate(told, start=1):
        found.take(s.commit(event, version=version, recorded_at=DAYS[day]))  # type: ignore[arg-type]
    found.finish()
    return found.could


RECEIVED = (0, s.received(source=None))
GRANTED = (2, s.disposed(grant="content"))


def test_before_the_disposition_nothing_lies_open() -> None:
    assert seen(access(DINKES, 0, 1), RECEIVED, GRANTED) == set()


def test_from_the_disposition_on_what_is_granted_lies_open() -> None:
    assert seen(access(DINKES, 3, 4), RECEIVED, GRANTED) == {"summary", "content"}
    assert seen(access(DINKES, 3, 4), RECEIVED, (2, s.disposed())) == {"summary"}


def test_another_opd_has_nothing() -> None:
    assert seen(access(Account("opd", "dlh"), 0, 9), RECEIVED, GRANTED) == set()


def test_what_was_given_back_before_lies_open_no_more() -> None:
    told = (RECEIVED, GRANTED, (4, s.disposition_returned()))
    assert seen(access(DINKES, 5, 9), *told) == set()
    assert seen(access(DINKES, 3, 9), *told) == {"summary", "content"}


def test_of_a_closed_complaint_nothing_lies_open_until_it_is_reopened() -> None:
    told = (RECEIVED, GRANTED, (4, s.closed()), (6, s.reopened()))
    assert seen(access(DINKES, 5, 5), *told) == set()
    assert seen(access(DINKES, 5, 7), *told) == {"summary", "content"}


def test_a_closing_that_never_was_closes_nothing() -> None:
    undone = s.annulled(target=Target(version=3, index=0))
    told = (RECEIVED, GRANTED, (4, s.closed()), (5, undone))
    assert seen(access(DINKES, 6, 7), *told) == {"summary", "content"}


def test_what_was_erased_before_lies_open_to_nobody() -> None:
    told = (RECEIVED, GRANTED, (4, s.identity_erased()))
    assert seen(access(DINKES, 5, 9), *told) == set()
    assert seen(access(Account("petugas", "x"), 5, 9), *told) == set()


def test_an_officer_could_read_all_that_was_recorded_by_then() -> None:
    officer = Account("petugas", "x")
    assert seen(access(officer, 3, 4), RECEIVED) == {"content"}
    assert seen(access(officer, 0, 4), (5, s.received(source=None))) == set()


async def prepared(desks: Desks) -> list[str]:
    """One case that the OPD read, one that it could, and one that is none of its business."""
    read, could, other = (
        await desks.disposed(grant="content"),
        await desks.disposed(),
        await desks.disposed("dlh"),
    )
    reading = about(read.pengaduan_id, settle.ReadDisposition, by=None, disposition_id=1)
    await desks.done(reading, "opd_dinkes")
    opening = {"purpose": "menghubungi_pelapor", "by": HEAD}
    await desks.done(about(other.pengaduan_id, say.OpenIdentity, **opening))
    return [one.receipt.number for one in (read, could, other) if one.receipt]


def asked(account: str, **fields: object) -> ListBreach:
    times = {"since": NOW - dt.timedelta(days=1), "until": NOW + dt.timedelta(days=1)}
    return ListBreach(account=account, by=HEAD, **(times | fields))  # type: ignore[arg-type]


def short(line: BreachLine) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return line.number, line.could, line.did


async def test_of_an_opd_its_dispositions_are_listed(desks: Desks, view: Asking) -> None:
    read, could, _ = await prepared(desks)
    found = await view.see(asked("opd:dinkes"), BreachList)
    assert [short(line) for line in found.lines] == [
        (read, ("summary", "content"), ("summary", "content")),
        (could, ("summary",), ()),
    ]
    assert (found.total, found.did) == (2, 1)


async def test_of_an_officer_all_are_listed_and_what_was_opened(desks: Desks, view: Asking) -> None:
    numbers = await prepared(desks)
    found = await view.see(asked(f"petugas:{HEAD.id}"), BreachList)
    assert [line.number for line in found.lines] == sorted(numbers)
    assert [line.did for line in found.lines if line.did] == [("identity",)]
    other = await view.see(asked(f"petugas:{OFFICER.id}"), BreachList)
    assert (other.total, other.did) == (3, 0)


async def test_outside_the_time_nothing_is_listed(desks: Desks, view: Asking) -> None:
    await prepared(desks)
    before = {"since": NOW - dt.timedelta(days=9), "until": NOW - dt.timedelta(days=8)}
    assert (await view.see(asked("opd:dinkes", **before), BreachList)).lines == ()


async def test_pages_follow_each_other(desks: Desks, view: Asking) -> None:
    await prepared(desks)
    pages = [
        await view.see(asked(f"petugas:{HEAD.id}", limit=2, offset=offset), BreachList)
        for offset in (0, 2)
    ]
    assert [len(page.lines) for page in pages] == [2, 1]


async def test_a_time_that_ends_before_it_begins_is_refused(desks: Desks, view: Asking) -> None:
    turned = {"since": NOW, "until": NOW - dt.timedelta(days=1)}
    assert (await view.see(asked("opd:dinkes", **turned), Refused)).code == "times_turned"
