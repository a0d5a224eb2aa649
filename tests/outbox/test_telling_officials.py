"""OPDs and the office's own people are told of what concerns them, once."""

import datetime as dt

from policy.notices import TOPICS, load_notices
from schemas.answers import Done
from schemas.base import Occurred
from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.events.sla import ClockStarted, Escalated, Warned
from services.disposition.outbox.orders import Never, Unknown
from tests.outbox.monitor import write
from tests.outbox.office import TellingOffice
from tests.reading.desks import HEAD, OFFICE, REPORTER, about

ON = dt.date(2026, 7, 10)


async def received(office: TellingOffice, **fields: object) -> Done:
    return await office.desks.received(**{"channel": "email_pengaduan"} | fields)


async def test_an_opd_is_told_of_its_disposition_by_its_own_system_first(
    office: TellingOffice,
) -> None:
    done = await office.desks.disposed("dinkes")
    await office.settle()
    (letter,) = office.ways["webhook"].letters
    assert letter.to == "dinkes"
    assert letter.values == {
        "pengaduan_id": done.pengaduan_id,
        "number": done.receipt.number if done.receipt else "",
        "disposition_id": "1",
    }


async def test_an_opd_whose_system_refuses_is_told_by_mail(office: TellingOffice) -> None:
    office.ways["webhook"].outcomes = [Never("http_410")]
    await office.desks.disposed("dinkes")
    await office.settle()
    addressed = [letter.to for letter in office.ways["email"].letters]
    assert "dinkes@contoh.example" in addressed
    assert (await office.one(topic="disposed")).channel == "email"


async def test_an_opd_without_an_address_is_not_told(office: TellingOffice) -> None:
    await office.desks.disposed("dishub")
    await office.settle()
    assert await office.lines(topic="disposed") == []


async def test_a_disposition_taken_back_in_time_is_not_told(office: TellingOffice) -> None:
    done = await office.desks.disposed("dlh")
    await office.follow()
    recall = about(done.pengaduan_id, settle.Recall, by=HEAD, disposition_id=1, text="Keliru.")
    await office.desks.done(recall)
    await office.settle()
    assert (await office.one(topic="disposed")).reason == "not_needed"


def clock(disposition_id: int | None) -> ClockStarted:
    return ClockStarted(
        occurred=Occurred(on=ON),
        clock="clarify-1",
        rule="r",
        policy="p",
        calendar="c",
        started=Occurred(on=ON),
        due_on=dt.date(2026, 7, 17),
        due_at=dt.datetime(2026, 7, 17, 17, tzinfo=dt.UTC),
        disposition_id=disposition_id,
    )


def warned() -> Warned:
    return Warned(occurred=Occurred(on=ON), clock="clarify-1", step=1, to="petugas", percent=80)


async def test_an_opd_is_reminded_before_its_clock_ends(office: TellingOffice) -> None:
    done = await office.desks.disposed("dlh")
    await write(office.desks.store, done.pengaduan_id, office.clock.now(), clock(1))
    await write(office.desks.store, done.pengaduan_id, office.clock.now(), warned())
    await office.settle()
    (letter,) = [one for one in office.ways["email"].letters if one.topic == "reminder"]
    assert letter.to == "dlh@contoh.example"
    assert "17 Juli 2026" in letter.text


async def test_a_warning_about_the_office_itself_reminds_no_opd(office: TellingOffice) -> None:
    done = await office.desks.disposed("dlh")
    await write(office.desks.store, done.pengaduan_id, office.clock.now(), clock(None))
    await write(office.desks.store, done.pengaduan_id, office.clock.now(), warned())
    await office.settle()
    assert await office.lines(topic="reminder") == []


async def test_an_escalation_reaches_the_one_before_whom_it_was_brought(
    office: TellingOffice,
) -> None:
    done = await received(office, identity=say.IdentityGiven())
    escalated = Escalated(
        occurred=Occurred(on=ON), clock="settle", level=1, to="ketua_tim", action="telepon"
    )
    await write(office.desks.store, done.pengaduan_id, office.clock.now(), escalated)
    await office.settle()
    (letter,) = office.ways["email"].letters
    assert letter.to == "ketua@contoh.example"
    assert "Hubungi lewat telepon" in letter.text


async def test_a_process_that_died_while_it_told_an_opds_system_tells_it_again(
    office: TellingOffice,
) -> None:
    office.ways["webhook"].outcomes = [Unknown("http_no_answer", again=True)]
    await office.desks.disposed("dinkes")
    await office.settle()
    await office.later(minutes=2)
    first, second = office.ways["webhook"].letters
    assert first.notice_id == second.notice_id
    assert (await office.one(topic="disposed")).phase == "sent"


async def test_the_head_gets_the_page_of_the_week_once(office: TellingOffice) -> None:
    await received(office, identity=REPORTER)
    office.clock.moment = dt.datetime(2026, 7, 13, 1, tzinfo=dt.UTC)  # Monday, 08:00 in WIB
    await office.follow()
    for _ in range(3):
        await office.paging.look(office.clock.now())
    office.restart()
    await office.open()
    await office.paging.look(office.clock.now())
    await office.settle()
    (page,) = [letter for letter in office.ways["email"].letters if letter.topic == "weekly"]
    assert page.to == "kepala@contoh.example"
    assert "Diterima: 1" in page.text
    assert "6 Juli 2026 sampai 12 Juli 2026" in page.text


def test_every_topic_has_a_text_in_the_file_for_all_offices() -> None:
    settings = load_notices(OFFICE)
    assert [topic for topic in TOPICS if settings.template(topic) is None] == []


async def test_two_escalations_at_once_are_both_told(office: TellingOffice) -> None:
    done = await received(office, identity=say.IdentityGiven())
    both = [
        Escalated(occurred=Occurred(on=ON), clock=clock, level=1, to="ketua_tim", action="telepon")
        for clock in ("settle", "verify")
    ]
    await write(office.desks.store, done.pengaduan_id, office.clock.now(), *both)
    await office.settle()
    assert len(office.ways["email"].letters) == 2
