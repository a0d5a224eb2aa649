"""What happens to a complaint is told to those whom it concerns, once, and nothing more is."""

import asyncio
import datetime as dt

import pytest

from engine.errors import StoreUnavailableError
from runtime.ids import new_id, tracking_code
from schemas.answers import Done
from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.notices import OptedIn
from services.disposition.outbox.book import OURSELVES
from services.disposition.outbox.orders import Later, Never, Unknown
from tests.outbox.office import TellingOffice
from tests.reading.desks import HEAD, TRACKING, about
from tests.support.logged import capture_logs
from tests.support.values import REPORTER_EMAIL, REPORTER_NAME, REPORTER_PHONE, REPORTER_TEXT

ON = dt.date(2026, 7, 10)


async def received(office: TellingOffice, **fields: object) -> Done:
    return await office.desks.received(**{"channel": "email_pengaduan"} | fields)


async def test_a_reporter_is_told_by_the_way_they_came(office: TellingOffice) -> None:
    done = await received(office)
    await office.settle()
    (letter,) = office.ways["email"].letters
    assert letter.to == REPORTER_EMAIL
    assert (await office.one(topic="received")).phase == "sent"
    assert not office.ways["whatsapp"].letters
    assert done.receipt is not None
    assert done.receipt.tracking_code is not None
    assert done.receipt.tracking_code in letter.text


async def test_a_reporter_is_told_of_each_step_without_a_word_of_it(
    office: TellingOffice,
) -> None:
    done = await received(office)
    await office.desks.classified(done)
    answer = about(done.pengaduan_id, settle.Answer, text=f"Jawab: {REPORTER_TEXT}")
    await office.desks.done(answer)
    ended = about(done.pengaduan_id, settle.Close, outcome="ditindaklanjuti", text="Sudah.")
    await office.desks.done(ended)
    await office.settle()
    told = office.ways["email"].letters
    assert [letter.topic for letter in told] == ["received", "verified", "answered", "closed"]
    code = tracking_code(TRACKING, (await office.desks.history(done.pengaduan_id))[0].command_id)
    for letter in told:
        assert code in letter.text
        assert code not in letter.subject
        assert REPORTER_TEXT not in letter.text
        assert REPORTER_NAME not in letter.text


async def test_address_and_words_are_sealed_where_they_are_kept(office: TellingOffice) -> None:
    done = await received(office)
    await office.settle()
    stored = b"".join(payload for _, payload in office.store._messages)
    assert done.receipt is not None
    assert done.receipt.tracking_code is not None
    for secret in (REPORTER_EMAIL, REPORTER_PHONE[1:], done.receipt.tracking_code, REPORTER_NAME):
        assert secret.encode() not in stored


async def test_a_page_taken_in_twice_tells_once(office: TellingOffice) -> None:
    await received(office)
    page = await office.desks.store.read(0, 100)
    await office.telling.follow_up(page)
    office.restart()
    await office.telling.follow_up(page)
    await office.open()
    await office.settle()
    assert len(office.ways["email"].letters) == 1


async def test_what_an_erasure_destroyed_is_not_sent_any_more(office: TellingOffice) -> None:
    done = await received(office)
    await office.follow()
    erase = about(
        done.pengaduan_id, say.EraseIdentity, by=HEAD, basis="permintaan_pelapor", text="Diminta."
    )
    await office.desks.done(erase)
    await office.settle()
    assert not office.ways["email"].letters
    assert (await office.one(topic="received")).reason == "erased"


async def test_an_erasure_destroys_the_words_of_notices_too(office: TellingOffice) -> None:
    done = await received(office)
    await office.settle()
    notice = await office.one(topic="received")
    assert notice.queued is not None
    assert await office.telling.reporters.words(notice.queued) is not None
    erase = about(
        done.pengaduan_id, say.EraseIdentity, by=HEAD, basis="permintaan_pelapor", text="Diminta."
    )
    await office.desks.done(erase)
    assert await office.telling.reporters.words(notice.queued) is None


async def test_who_left_no_address_is_not_told(office: TellingOffice) -> None:
    await office.desks.received(channel="website", identity=say.IdentityGiven(name="Tanpa alamat"))
    await office.settle()
    assert await office.queued() == []


async def test_who_left_only_a_street_gets_letters_that_a_person_carries(
    office: TellingOffice,
) -> None:
    identity = say.IdentityGiven(name="Bu Siti", address="Jalan Melur 7")
    done = await received(office, identity=identity)
    asked = about(done.pengaduan_id, say.RequestCompletion, missing=("phone",), text="Nomor?")
    await office.desks.done(asked)
    await office.settle()
    assert (await office.one()).phase == "handed_over"
    assert [line.topic for line in await office.lines(reason="letter")] == ["asked"]


async def test_what_happened_long_ago_is_not_told(office: TellingOffice) -> None:
    await received(office)
    await office.later(days=30)
    assert await office.queued() == []


async def test_nobody_is_disturbed_in_the_quiet_hours_but_machines_are_told(
    office: TellingOffice,
) -> None:
    await office.desks.disposed("dinkes")
    await office.settle(quiet=True)
    assert not office.ways["email"].letters
    assert len(office.ways["webhook"].letters) == 1
    await office.settle()
    assert [letter.topic for letter in office.ways["email"].letters] == ["received", "verified"]


async def test_a_reporter_who_answers_stop_hears_no_more_until_they_want_to(
    office: TellingOffice,
) -> None:
    done = await received(office)
    await office.settle()
    stop = about(done.pengaduan_id, say.AddMessage, channel="sms_wa", text=" Berhenti. ")
    await office.desks.done(stop)
    await office.desks.classified(done)
    await office.settle()
    assert len(office.ways["email"].letters) == 1
    assert [line.topic for line in await office.lines(phase="dropped")] == []
    wish = OptedIn(pengaduan_id=done.pengaduan_id, how="officer")
    await office.book.note_wish(wish, OURSELVES, new_id())
    answer = about(done.pengaduan_id, settle.Answer, text="Sudah.")
    await office.desks.done(answer)
    await office.settle()
    assert office.ways["email"].letters[-1].topic == "answered"


async def test_a_message_that_only_holds_the_word_stops_nothing(office: TellingOffice) -> None:
    done = await received(office)
    text = "Petugas berhenti melayani saya."
    more = about(done.pengaduan_id, say.AddMessage, channel="sms_wa", text=text)
    await office.desks.done(more)
    await office.settle()
    assert await office.book.wishes(done.pengaduan_id)


async def test_a_channel_that_is_down_is_asked_again_until_it_takes_it(
    office: TellingOffice,
) -> None:
    office.ways["email"].outcomes = [Later("smtp_unreachable"), Later("smtp_451")]
    await received(office)
    await office.settle()
    assert (await office.one()).phase == "waiting"
    await office.later(minutes=2)
    await office.later(minutes=6)
    assert (await office.one()).phase == "sent"
    letters = office.ways["email"].letters
    assert len(letters) == 3
    assert len({letter.notice_id for letter in letters}) == 1


async def test_a_process_that_died_while_it_sent_sends_no_second_mail(
    office: TellingOffice,
) -> None:
    office.ways["email"].outcomes = [StoreUnavailableError(cause="died here")]
    await received(office)
    await office.follow()
    with pytest.raises(StoreUnavailableError):
        await office.sending.sweep(quiet=False)
    office.restart()
    await office.open()
    await office.settle()
    assert (await office.one()).phase == "under_way"
    await office.later(minutes=3)
    assert (await office.one()).reason == "outcome_unknown"
    assert len(office.ways["email"].letters) == 1


async def test_the_window_of_whatsapp_opens_by_what_came_through_it(
    office: TellingOffice,
) -> None:
    done = await office.desks.received(channel="sms_wa")
    await office.settle()
    await office.desks.done(about(done.pengaduan_id, say.Verify))
    await office.settle()
    heard = [letter.heard_at for letter in office.ways["whatsapp"].letters]
    assert heard == [office.clock.now()] * 2


async def test_no_line_of_the_log_holds_who_it_was_or_what_was_said(
    office: TellingOffice,
) -> None:
    office.ways["email"].outcomes = [Later("smtp_451"), Never("smtp_550"), Unknown("lost")]
    with capture_logs() as lines:
        done = await received(office)
        await office.later(minutes=2)
    assert {"notice_queued", "notice_tried"} <= {line["event"] for line in lines}
    assert done.receipt is not None
    for secret in (REPORTER_EMAIL, REPORTER_PHONE[1:], REPORTER_NAME, done.receipt.tracking_code):
        assert str(secret) not in str(lines)


async def test_of_two_copies_that_are_at_it_one_sends(office: TellingOffice) -> None:
    await received(office)
    await office.follow()
    (line,) = await office.lines()
    first = office.sending
    office.restart()
    await office.open()
    await asyncio.gather(*(copy.deliver(line.notice_id) for copy in (first, office.sending)))
    await office.settle()
    assert len(office.ways["email"].letters) == 1
    assert (await office.one()).phase == "sent"
